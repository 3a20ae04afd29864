"""Bytes that are text, and those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.diagnostics import Diagnostic
from kefu_core.load.decode import MAX_FILE, decode


def refused(data: str | bytes) -> Diagnostic:
    problems: list[Diagnostic] = []
    assert decode("a.yaml", data, problems) is None
    (problem,) = problems
    return problem


def place(problem: Diagnostic) -> tuple[int, int]:
    assert problem.span
    return problem.span.line, problem.span.column


@pytest.mark.parametrize("data", [*(TEXT := ("a: 承诺\r\n", "\ufeffa: 承诺\r\n")), *(text.encode() for text in TEXT)])
def test_text_and_utf8_pass_with_and_without_a_byte_order_mark(data):
    problems: list[Diagnostic] = []

    assert decode("a.yaml", data, problems) == "a: 承诺\r\n"
    assert problems == []


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-16", "UTF-16"), ("utf-32", "UTF-32"), ("utf-16-be", "UTF-16"), ("utf-32-be", "UTF-32")],
)
def test_another_unicode_encoding_is_called_by_its_name(codec, encoding):
    mark = "\ufeff" if codec.endswith("be") else ""
    problem = refused((mark + "a: 承诺\n").encode(codec))

    assert problem.code == "not-utf8"
    assert encoding in problem.message("en")
    assert problem.help_text("zh") == "请把文件另存为 UTF-8 编码"


def test_gbk_is_guessed_and_the_first_bad_byte_has_a_place():
    problem = refused("id: a\r\n标题: 客服制度，投诉处理\n".encode("gbk"))

    assert problem.code == "bad-byte"
    assert problem.help == "gbk"
    assert place(problem) == (2, 1)
    assert "0xB1" in problem.message("en")


def test_other_bytes_are_not_called_gbk():
    problem = refused("承: é".encode() + b"\xe9\xe8 na\xefve")

    assert problem.code == "bad-byte"
    assert problem.help == "save"
    assert place(problem) == (1, 5)


def test_the_mark_counts_for_no_column():
    assert place(refused(b"\xef\xbb\xbfa: \xff")) == (1, 4)


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01", "a: b\x00", b"a\x00:\x00 \x00"])
def test_a_binary_file_is_refused_as_one(data):
    assert refused(data).code == "binary-file"


@pytest.mark.parametrize("data", [b"#" * (MAX_FILE + 1), "承" * (MAX_FILE // 3 + 1), b"\0" * (9 << 20)], ids=len)
def test_a_file_may_be_so_large_and_no_larger(data):
    problem = refused(data)

    assert problem.code == "file-too-large"
    assert problem.message("zh").endswith("上限是 8 MiB")


def test_one_byte_too_many_is_not_said_to_be_the_limit():
    assert "8.1 MiB, where 8 MiB" in refused(b"#" * (MAX_FILE + 1)).message("en")


def test_the_largest_file_passes():
    assert decode("a.yaml", b"#" * MAX_FILE, []) == "#" * MAX_FILE


@pytest.mark.parametrize(
    ("char", "helped"),
    [("\x1b", "control"), ("\x7f", "control"), ("\x08", "control"), ("\ufffe", "control"), ("\ufeff", "control"),
     ("\ud83d", "surrogate")],
)  # fmt: skip
def test_a_character_that_yaml_forbids_is_refused_at_its_place(char, helped):
    problem = refused(f"a: 1\nb: {char}x")

    assert problem.code == "forbidden-character"
    assert problem.help == helped
    assert place(problem) == (2, 4)
    assert f"U+{ord(char):04X}" in problem.message("zh")


@given(st.binary(max_size=60) | st.text(max_size=40) | st.text(alphabet=st.characters(codec="utf-8")).map(str.encode))
def test_any_data_is_either_text_or_one_diagnostic(data):
    problems: list[Diagnostic] = []
    text = decode("a.yaml", data, problems)

    assert (text is None) == (len(problems) == 1)
    if text is not None:
        assert text.removeprefix("\ufeff") == text
        assert (data if isinstance(data, str) else data.decode()).endswith(text)
