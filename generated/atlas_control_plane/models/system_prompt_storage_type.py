from ..types import OpenEnum


class SystemPromptStorageType(OpenEnum):
    INLINE = "inline"
    S3 = "s3"
