"""
GRASP analyses: their life, their scores, their lists, and what is left of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/grasp-analyses"
DIMENSIONS = ("governance", "reach", "agency", "safeguards", "potential_damage")


@pytest.fixture
def deployment(deploy: Maker) -> dict[str, Any]:
    """
    A deployment to analyse.
    """
    return deploy(blueprint_id=str(uuid4()))


@pytest.fixture
def analyse(make: Maker, deployment: dict[str, Any]) -> Maker:
    """
    Start an analysis of the deployment.
    """
    return lambda **members: make(f"deployments/{deployment['id']}/grasp-analyses", **members)


def test_a_fresh_analysis_knows_nothing(
    http: httpx.Client, deployment: dict[str, Any], analyse: Maker
) -> None:
    """
    Pending, every value and summary null, all evidence empty; it says what is analysed.
    """
    created = analyse(analysis_context={"focus": "data"})

    links = ("deployment_id", "blueprint_id", "agent_definition_id")
    assert (created["status"], created["error_message"], created["completed_at"]) == ("pending", None, None)
    assert [created[link] for link in links] == [deployment[key] for key in ("id", *links[1:])]
    assert created["analysis_context"] == {"focus": "data"}
    for dimension in DIMENSIONS:
        parts = [created[f"{dimension}_{part}"] for part in ("value", "summary", "evidence")]
        assert parts == [None, None, {}]
    assert http.get(f"{PATH}/{created['id']}").json() == created


def test_an_analysis_moves_with_the_clock(http: httpx.Client, box: Sandbox, analyse: Maker) -> None:
    """
    Pending for a second, in progress for two, then completed.
    """
    path, seen = f"{PATH}/{analyse()['id']}", []
    for seconds in (0.999999, 0.000001, 1.999999, 0.000001, 1e6):
        box.advance(seconds)
        seen.append(http.get(path).json()["status"])

    assert seen == ["pending", "in_progress", "in_progress", "completed", "completed"]


def test_a_completed_analysis_has_scores(http: httpx.Client, box: Sandbox, analyse: Maker) -> None:
    """
    From 0 to 100, the same ever after, and the summary does not pretend that anything was looked at.
    """
    path = f"{PATH}/{analyse()['id']}"
    box.advance(3)

    first, again = http.get(path).json(), http.get(path).json()

    assert first == again
    assert first["completed_at"] > first["created_at"]
    assert all(0 <= first[f"{dimension}_value"] <= 100 for dimension in DIMENSIONS)
    assert all("made up" in first[f"{dimension}_summary"] for dimension in DIMENSIONS)


def test_a_failed_analysis_says_why(http: httpx.Client, box: Sandbox, analyse: Maker) -> None:
    """
    In the operator's words, without scores; and it stays so.
    """
    created = analyse()
    box.settle("grasp_analysis", created["id"], "failed", error="no model")
    box.advance(1e6)

    failed = http.get(f"{PATH}/{created['id']}").json()

    assert (failed["status"], failed["error_message"]) == ("failed", "no model")
    assert failed["completed_at"] == failed["created_at"]
    assert [failed[f"{dimension}_value"] for dimension in DIMENSIONS] == [None] * 5
    with pytest.raises(ValueError, match="cannot become completed"):
        box.settle("grasp_analysis", created["id"], "completed")


def test_lists_filter_by_deployment_and_status(
    http: httpx.Client, box: Sandbox, deploy: Maker, deployment: dict[str, Any], analyse: Maker, make: Maker
) -> None:
    """
    In short, in the order of creation, by the status of now; one list in pages, the other whole.
    """
    own = f"/api/v1/deployments/{deployment['id']}/grasp-analyses"
    first, second = analyse()["id"], analyse()["id"]
    other = make(f"deployments/{deploy('other')['id']}/grasp-analyses")["id"]
    box.settle("grasp_analysis", second, "completed")

    def ids(path: str, **query: str) -> list[str]:
        return [each["id"] for each in http.get(path, params=query).json()]

    assert ids(PATH) == [first, second, other]
    assert ids(own) == ids(PATH, deployment_id=deployment["id"]) == [first, second]
    assert ids(own, status="completed") == [second]
    assert ids(PATH, status="pending") == [first, other]
    assert ids(PATH, status="pending", deployment_id=deployment["id"]) == [first]
    assert ids(PATH, limit="1", offset="1") == [second]
    assert ids(PATH, deployment_id=str(uuid4())) == []
    assert [http.get(path, params={"status": "done"}).status_code for path in (PATH, own)] == [422, 422]
    assert not {key for key in http.get(own).json()[0] if "summary" in key or "evidence" in key}


def test_the_list_of_a_deployment_is_whole(
    http: httpx.Client, deployment: dict[str, Any], analyse: Maker
) -> None:
    """
    More than a page of the other list, at once.
    """
    for _ in range(101):
        analyse()

    own = http.get(f"/api/v1/deployments/{deployment['id']}/grasp-analyses").json()

    assert len(own) == 101
    assert len(http.get(PATH).json()) == 100


def test_an_analysis_outlives_what_it_looked_at(
    http: httpx.Client, deployment: dict[str, Any], analyse: Maker
) -> None:
    """
    It does not hold its deployment, and its links to what is gone are null.
    """
    path = f"{PATH}/{analyse()['id']}"

    http.delete(f"/api/v1/deployments/{deployment['id']}")
    orphan = http.get(path).json()
    http.delete(f"/api/v1/agent-definitions/{deployment['agent_definition_id']}")

    assert (orphan["deployment_id"], orphan["blueprint_id"]) == (None, deployment["blueprint_id"])
    assert orphan["agent_definition_id"] == deployment["agent_definition_id"]
    assert http.get(path).json()["agent_definition_id"] is None


def test_a_start_with_a_key_happens_once(
    http: httpx.Client, box: Sandbox, deployment: dict[str, Any]
) -> None:
    """
    One analysis, and the same answer again.
    """
    path = f"/api/v1/deployments/{deployment['id']}/grasp-analyses"

    answers = [http.post(path, json={}, headers={"Idempotency-Key": "k"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert box.rows("grasp_analysis") == 1


def test_what_is_unknown_is_404(http: httpx.Client) -> None:
    """
    An analysis, and the deployment of a start and of a list.
    """
    of_none = f"/api/v1/deployments/{uuid4()}/grasp-analyses"

    answers = [http.get(f"{PATH}/{uuid4()}"), http.post(of_none, json={}), http.get(of_none)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_context_must_be_an_object(http: httpx.Client, deployment: dict[str, Any]) -> None:
    """
    422 at the field.
    """
    path = f"/api/v1/deployments/{deployment['id']}/grasp-analyses"

    response = http.post(path, json={"analysis_context": []})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", "analysis_context"]
