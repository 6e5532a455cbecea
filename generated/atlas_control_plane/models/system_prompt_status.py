from ..types import OpenEnum


class SystemPromptStatus(OpenEnum):
    DEPRECATED = "deprecated"
    DRAFT = "draft"
    PUBLISHED = "published"
