"""A Word form with its values: texts that Word has cut into runs, rows of tables and whole passages for each measure."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.forms.made_forms import (
    WHOLE,
    W,
    document_form,
    measure,
    paragraph,
    parts,
    run,
    statement,
    table,
    text_box,
    values,
    word_text,
)
from exchange.spreadsheets.made_workbooks import resaved_by_libreoffice, rewritten
from monosashi.core.messages import InvalidInput
from monosashi.exchange.forms.form import FormKind, fill, read_form
from monosashi.exchange.forms.values import Lookup
from monosashi.wording import render

BODY = "word/document.xml"
NAMED = values({"施策名": "窓口"})


def filled(body: str, whole: Lookup = NAMED, measures: Sequence[Lookup] = ()) -> bytes:
    return fill(document_form(body), "調書.docx", whole, measures)


def xml(raw: bytes) -> str:
    """The body, which every reader of XML takes."""
    ET.fromstring(parts(raw)[BODY])  # noqa: S314 -- our own
    return parts(raw)[BODY].decode()


def test_a_word_form_says_what_it_asks_for_and_where() -> None:
    form = read_form(statement(), "調書.docx")
    assert (form.kind, form.repeats) == (FormKind.DOCUMENT, True)
    assert [(render(f.place, "ja"), f.written, f.in_block) for f in form.found] == [
        ("1番目の段落", "{{年度}}", False),
        ("テキストボックス", "{{作成日}}", False),
        ("2番目の段落", "{{計画名}}", False),
        ("表1の2行目", "{{施策番号}}", True),
        ("表1の2行目", "{{施策名}}", True),
        ("表1の2行目", "{{支出済額}}", True),
        ("5番目の段落", "{{施策番号}}", True),
        ("5番目の段落", "{{施策名}}", True),
        ("表2の1行目", "{{所管課}}", True),
        ("表2の1行目", "{{支出済額:前年度}}", True),
        ("表2の2行目", "{{成果}}", True),
        ("ヘッダー", "{{計画名}}", False),
    ]


def test_rows_and_passages_are_there_for_each_measure() -> None:
    out = fill(statement(), "調書.docx", WHOLE, [measure(1), measure(2)])
    assert word_text(out) == [
        *("令和6年度\u3000監査調書", "計画: 秋田市DX計画 &amp; 実施 について", ""),
        *("番号", "施策", "支出済額", "1-1", "第1の施策", "1,000千円", "2-2", "第2の施策", "2,000千円", "計", "", ""),
        *("● 1-1 第1の施策", "所管", "デジタル推進課", "前年度 900", "成果", "1行目\n次の行", ""),
        *("● 2-2 第2の施策", "所管", "デジタル推進課", "前年度 1,800", "成果", "2行目\n次の行", ""),
        "以上",
    ]
    assert word_text(out, "word/header1.xml") == ["秋田市DX計画 &amp; 実施\u3000様式第3号"]
    assert xml(out).count("決裁 令和7年5月1日") == 2  # for Word, and for what is older


def test_every_part_without_placeholders_is_the_same_byte_for_byte_in_word() -> None:
    before, after = parts(statement()), parts(fill(statement(), "調書.docx", WHOLE, [measure(1)]))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {BODY, "word/header1.xml"}


def test_without_measures_what_is_repeated_stays_once_and_empty_in_word() -> None:
    texts = word_text(fill(statement(), "調書.docx", WHOLE))
    assert texts[3:12] == ["番号", "施策", "支出済額", "", "", "千円", "計", "", ""]
    assert texts[12:] == ["●  ", "所管", "", "前年度 ", "成果", "", "", "以上"]


def test_a_placeholder_in_pieces_takes_the_look_of_its_first_letter() -> None:
    out = xml(filled(paragraph(run("前{", "<w:b/>"), "<w:proofErr/>", run("{施策", "<w:i/>"), run("名}}後", "<w:u/>"))))
    assert re.findall(r"<w:r>(?:<w:rPr><w:(\w)/></w:rPr>)?(?:<w:t[^>]*>([^<]*)</w:t>)?</w:r>", out) == [
        ("b", "前窓口"),
        ("i", ""),
        ("u", "後"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:ins w:id="1" w:author="a">{}</w:ins>',
        '<w:fldSimple w:instr="REF a">{}</w:fldSimple>',
        "<w:smartTag>{}</w:smartTag>",
    ],
)
def test_text_within_links_controls_and_insertions_counts(inside: str) -> None:
    body = f"<w:p>{run('{{施')}{inside.format(run('策'))}{run('名}}')}</w:p>"
    assert "窓口" in xml(filled(body))
    assert "策" not in xml(filled(body))


def test_a_control_that_shows_a_property_is_cut_from_it_or_word_would_put_the_name_back() -> None:
    control = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    out = xml(filled(f"<w:p>{control.format(run('{{施策名}}'))}{control.format(run('題'))}</w:p>"))
    assert out.count("<w:dataBinding") == 1
    assert "<w:sdtPr><w:text/></w:sdtPr>" in out


@pytest.mark.parametrize(("kind", "place"), [("footer", "フッター"), ("footnotes", "脚注"), ("endnotes", "文末脚注")])
def test_footers_and_notes_are_filled(kind: str, place: str) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lead = f'<Relationship Id="rId9" Type="{office}/{kind}" Target="beside.xml"/></Relationships>'.encode()
    beside = f'<?xml version="1.0"?><w:beside xmlns:w="{W}">{paragraph("{{施策名}}")}</w:beside>'.encode()
    raw = rewritten(
        document_form(paragraph("本文")),
        {
            "word/_rels/document.xml.rels": lambda p: p.replace(b"</Relationships>", lead),
            "word/beside.xml": beside,
        },
    )
    [found] = read_form(raw, "調書.docx").found
    assert render(found.place, "ja") == place
    assert word_text(fill(raw, "調書.docx", NAMED), "word/beside.xml") == ["窓口"]


def test_deleted_text_does_not_count_and_stays() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>消</w:delText></w:r></w:del>'
    out = xml(filled(f"<w:p>{run('{{施策')}{deleted}{run('名}}')}</w:p>"))
    assert deleted in out
    assert "窓口" in out


def test_line_breaks_tabs_and_blanks_stay_what_they_are() -> None:
    out = xml(filled(paragraph("{{施策名}}"), values({"施策名": " 一\n二\t三 "})))
    assert (
        '<w:t xml:space="preserve"> 一</w:t><w:br/><w:t xml:space="preserve">二</w:t><w:tab/>'
        '<w:t xml:space="preserve">三 </w:t>' in out
    )


def test_rows_from_mark_to_mark_keep_their_vertical_merge() -> None:
    rows = table(("{{各施策}}{{施策番号}}", "{{施策名}}"), ("", "{{成果}}{{各施策おわり}}"), ("計", ""))
    merge = iter(('<w:vMerge w:val="restart"/>', "<w:vMerge/>"))
    cells = re.sub(r'(?<=<w:tcW w:w="1500" w:type="dxa"/>)', lambda _: next(merge, ""), rows)
    out = filled(cells, measures=[measure(1), measure(2)])
    texts = word_text(out)
    assert texts == ["1-1", "第1の施策", "", "1行目\n次の行", "2-2", "第2の施策", "", "2行目\n次の行", "計", ""]
    assert re.findall(r"<w:vMerge[^>]*>", xml(out)) == ['<w:vMerge w:val="restart"/>', "<w:vMerge/>"] * 2


def test_what_has_a_number_of_its_own_has_another_in_each_copy() -> None:
    inside = (
        '<w:p w14:paraId="0A" w14:textId="0B"><w:bookmarkStart w:id="0" w:name="印"/><w:bookmarkEnd w:id="0"/>'
        f'<w:ins w:id="4" w:author="a">{run("{{施策名}}")}</w:ins>{text_box("箱")}'
        f'<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent>{run("x")}</w:sdtContent></w:sdt></w:p>'
    )
    body = paragraph("{{各施策}}") + inside + paragraph("{{各施策おわり}}")
    out = xml(filled(body, measures=[measure(1), measure(2), measure(3)]))
    assert re.findall(r'w14:paraId="(\w+)"', out) == ["0A"]
    assert out.count("<w:bookmarkStart") == out.count("<w:bookmarkEnd") == 1
    assert re.findall(r'<wp:docPr id="(\d+)"', out) == ["7", "8", "9"]
    assert re.findall(r'<w:ins w:id="(\d+)"', out) == ["4", "5", "6"]
    assert re.findall(r'<w:id w:val="(\d+)"', out) == ["77"]


def test_repeated_tables_do_not_run_into_one_another() -> None:
    body = paragraph("{{各施策}}") + table(("{{施策名}}",)) + paragraph("{{各施策おわり}}")
    out = xml(filled(body, measures=[measure(1), measure(2)]))
    assert re.findall(r"</w:tbl><w:(\w+)", out) == ["p", "p"]
    assert "各施策" not in out


@pytest.mark.parametrize(
    ("body", "place", "why"),
    [
        (paragraph("{{各施策}}"), "1番目の段落", "mark_unclosed"),
        (paragraph("{{各施策おわり}}"), "1番目の段落", "mark_reversed"),
        (paragraph("{{各施策おわり}}") + paragraph("{{各施策}}"), "1番目の段落", "mark_reversed"),
        (
            paragraph("{{各施策}}") + paragraph("{{各施策}}") + paragraph("{{各施策おわり}}"),
            "2番目の段落",
            "mark_twice",
        ),
        (paragraph("次は{{各施策}}"), "1番目の段落", "mark_not_alone"),
        (paragraph(text_box("{{各施策}}")), "テキストボックス", "mark_not_in_body"),
        (table(("{{各施策}}", "{{各施策}}")), "表1の1行目", "mark_twice"),
        (
            paragraph("{{各施策}}") + table(("{{各施策}}",)) + paragraph("{{各施策おわり}}"),
            "表1の1行目",
            "mark_nested",
        ),
        (
            paragraph("{{各施策}}") + paragraph(look="<w:sectPr/>") + paragraph("{{各施策おわり}}"),
            "1番目の段落",
            "section_in_block",
        ),
        (
            paragraph("{{各施策}}") + f"<w:sdt><w:sdtContent>{paragraph('{{各施策おわり}}')}</w:sdtContent></w:sdt>",
            "2番目の段落",
            "mark_elsewhere",
        ),
        (
            table(("{{各施策}}<w:r><w:footnoteReference/></w:r>",)).replace("&lt;", "<"),
            "表1の1行目",
            "note_in_block",
        ),
        (paragraph("{{施策名"), "1番目の段落", "unclosed"),
    ],
)
def test_marks_in_fault_are_refused_with_their_place(body: str, place: str, why: str) -> None:
    body = body.replace("<w:r><w:footnoteReference/></w:r></w:t>", "</w:t><w:footnoteReference/>")
    with pytest.raises(InvalidInput) as refused:
        read_form(document_form(body), "調書.docx")
    [problem] = refused.value.problems
    assert (problem.place, problem.why.id) == (f"調書.docx {place}", f"forms.{why}")


def test_a_control_character_is_refused_with_its_place_in_word() -> None:
    with pytest.raises(InvalidInput) as refused:
        filled(table(("{{施策名}}",)), values({"施策名": "あ\x0c"}))
    [problem] = refused.value.problems
    assert (problem.place, problem.why.id) == ("調書.docx 表1の1行目", "forms.value_not_writable")


@pytest.mark.slow
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\n"),
        max_size=60,
    )
)
def test_any_text_reads_back_as_that_text_in_word(text: str) -> None:
    out = parts(filled(paragraph("前{{施策名}}後"), values({"施策名": text})))
    root = ET.fromstring(out[BODY])  # noqa: S314 -- our own
    read = "".join("\n" if each.tag == f"{{{W}}}br" else each.text or "" for each in root.iter() if each.tag in READ)
    assert read == f"前{text}後"
    assert {name for name, part in parts(document_form(paragraph("前{{施策名}}後"))).items() if part != out[name]} == {
        BODY
    }


READ = {f"{{{W}}}t", f"{{{W}}}br"}


@pytest.mark.slow
def test_a_word_form_that_libreoffice_saved_is_read_and_filled(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes(statement())
    theirs = resaved_by_libreoffice(form, tmp_path, "docx").read_bytes()
    asked = Counter((f.placeholder, f.in_block) for f in read_form(theirs, "調書.docx").found)
    assert asked == Counter((f.placeholder, f.in_block) for f in read_form(statement(), "調書.docx").found)
    words = "\n".join(word_text(fill(theirs, "調書.docx", WHOLE, [measure(1), measure(2)])))
    assert [word for word in ("令和6年度", "第1の施策", "第2の施策", "前年度 1,800", "以上") if word not in words] == []
    assert "{{" not in words


@pytest.mark.slow
def test_libreoffice_opens_a_filled_word_form_with_all_its_words(tmp_path: Path) -> None:
    form = tmp_path / "filled.docx"
    form.write_bytes(fill(statement(), "調書.docx", WHOLE, [measure(1), measure(2)]))
    shown = resaved_by_libreoffice(form, tmp_path, "txt").read_text(encoding="utf-8-sig")
    words = ("監査調書", "秋田市DX計画 & 実施", "第1の施策", "第2の施策", "1,000千円", "2行目", "以上")
    assert [word for word in words if word not in shown] == []
    assert "{{" not in shown


NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    "</w:numbering>"
).encode()


def numbered(text: str, number: int) -> str:
    return paragraph(text, look=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def with_lists(body: str) -> bytes:
    """A document whose lists are 4 and 5."""
    relation = '<Relationship Id="rId9" Type="{}/numbering" Target="numbering.xml"/></Relationships>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = relation.format(office).encode()
    rels = "word/_rels/document.xml.rels"
    return rewritten(
        document_form(body),
        {rels: lambda part: part.replace(b"</Relationships>", added), "word/numbering.xml": NUMBERING},
    )


def test_a_list_within_a_passage_counts_anew_for_each_measure_and_a_heading_counts_on() -> None:
    items = numbered("見出し {{施策名}}", 5) + numbered("内容", 4) + numbered("結果", 4)
    raw = with_lists(paragraph("{{各施策}}") + items + paragraph("{{各施策おわり}}"))
    out = fill(raw, "調書.docx", WHOLE, [measure(1), measure(2), measure(3)])
    assert re.findall(r'<w:numId w:val="(\d+)"/>', xml(out)) == ["5", "4", "4", "5", "6", "6", "5", "7", "7"]
    made = parts(out)["word/numbering.xml"].decode()
    anew = '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    assert f'<w:num w:numId="6">{anew}<w:num w:numId="7">{anew}</w:numbering>' in made


def test_a_list_that_goes_on_outside_of_the_passage_counts_on() -> None:
    inside = paragraph("{{各施策}}") + numbered("内容", 4) + numbered("結果", 4) + paragraph("{{各施策おわり}}")
    raw = with_lists(numbered("はじめに", 4) + inside)
    out = fill(raw, "調書.docx", WHOLE, [measure(1), measure(2)])
    assert set(re.findall(r'<w:numId w:val="(\d+)"/>', xml(out))) == {"4"}
    assert parts(out)["word/numbering.xml"] == NUMBERING
