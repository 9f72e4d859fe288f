"""The questionnaires of the sample city, for their pages in a browser: what stands for their addresses."""

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monosashi.office.accounts.standing import Person


def questionnaires_of_the_city(plan: str, measure: str, by: "Person") -> dict[str, object]:
    """Akita's survey, one that is open, one that was answered without names, a draft, and a file of figures that waits."""
    from monosashi.office.entering.told import new_token  # noqa: PLC0415 -- Django is set up by now
    from monosashi.office.operation.example_questionnaires import hold_questionnaires  # noqa: PLC0415
    from monosashi.office.questionnaires import actions_making, actions_running  # noqa: PLC0415
    from monosashi.office.questionnaires.bringing_in.actions import let_wait  # noqa: PLC0415
    from monosashi.office.questionnaires.models import (  # noqa: PLC0415
        AnonymousTally,
        Questionnaire,
        QuestionRow,
        ServesMeasure,
    )
    from monosashi.office.questionnaires.rows import told_of  # noqa: PLC0415

    akita, hagi, answered, going = hold_questionnaires(plan, measure, office=by)
    draft = actions_making.copy(going.pk, told_of(going), token=new_token(), by=by)
    actions_running.take_back(hagi.pk, why="数値を直すため", by=by)
    raw = "区分,設問番号,設問,選択肢,人数,率\n取り組みたいこと,1,,住民窓口を良くする,206,\n取り組みたいこと,3,回答方法,紙,40,81.63\n".encode()
    pending = let_wait(row=Questionnaire.objects.get(pk=hagi.pk), file_name="集計.csv", raw=raw, by=by)
    without_names = actions_making.copy(answered.pk, told_of(answered), token=new_token(), by=by)
    actions_running.open_now(without_names.pk, today=going.since + timedelta(days=3), by=by)
    texts = AnonymousTally.objects.get(questionnaire=answered).counts["texts"]
    question = next(iter(texts))
    first = QuestionRow.objects.filter(section__questionnaire=draft)[1]
    ranked = QuestionRow.objects.filter(section__questionnaire=hagi)[0]
    served = ServesMeasure.objects.filter(questionnaire=akita)[0]
    return {
        **{f"questionnaires:{page}": answered.pk for page in ("asked", "texts")},
        **{f"questionnaires:{page}": draft.pk for page in ("preview", "change", "throw-away", "section-new")},
        "questionnaires:questionnaire": going.pk,
        "questionnaires:answer": going.pk,
        "questionnaires:answer-anonymously": without_names.pk,
        "questionnaires:results": akita.pk,
        **{f"questionnaires:section-{what}": [draft.pk, first.section_id] for what in ("change", "remove")},
        "questionnaires:question-new": [draft.pk, first.section_id],
        **{f"questionnaires:question-{what}": [draft.pk, first.pk] for what in ("change", "remove")},
        "questionnaires:question-move": [draft.pk, first.pk, "up"],
        "questionnaires:act": [draft.pk, "open"],
        "questionnaires:figures": [hagi.pk, ranked.pk],
        "questionnaires:bring-in": hagi.pk,
        "questionnaires:difference": [hagi.pk, pending.pk],
        "questionnaires:black-out": [answered.pk, int(question)],
        "questionnaires:copy": akita.pk,
        "questionnaires:link": akita.pk,
        "questionnaires:unlink": [akita.pk, served.pk],
    }
