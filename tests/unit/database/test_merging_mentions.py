"""Two organisations made one: projects and applications go over to the one that stays, and come back with an undo."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft


def test_projects_and_applications_go_over_and_come_back(office: Office) -> None:
    organizations = office.service("organizations")
    kept, merged = (
        organizations.save("窓口", Draft({"name": name, "kind": "civic_group"})).snapshot
        for name in ("浜の会", "濱の會")
    )
    project = Draft({"name": "夏まつり", "form": "endorsement", "fiscal_year": 2026, "organization": "濱の會"})
    grant = Draft({"name": "花の道", "round": "令和5年度", "organization": "濱の會", "organization_id": merged.id})
    grant.values["received_on"] = dt.date(2023, 5, 1)
    project.values["organization_id"] = merged.id
    of_the_kept = Draft({**project.values, "organization_id": kept.id})
    mentions = [
        (office.service(name), office.service(name).save("窓口", draft).snapshot)
        for name, draft in (("projects", project), ("grants", grant))
    ]
    other = office.service("projects").save("窓口", of_the_kept).snapshot

    changes = organizations.merge("窓口", kept.id, merged.id).changes

    for service, before in mentions:
        moved = service.load(before.id)
        assert (moved["organization_id"], moved["organization"]) == (kept.id, "濱の會"), "the paper keeps its words"
        assert moved.version == before.version + 1
        assert before.id in changes.records[service.schema.name]
    assert office.service("projects").load(other.id).version == other.version
    organizations.undo("窓口", changes.operation_id or 0)
    for service, before in mentions:
        assert service.load(before.id)["organization_id"] == merged.id
    assert office.check() == []
