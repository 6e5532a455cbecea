from ..types import OpenEnum


class AgentDefinitionStatus(OpenEnum):
    DEPRECATED = "deprecated"
    DRAFT = "draft"
    PUBLISHED = "published"
