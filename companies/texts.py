"""Plain text: which characters it may hold, how pasted text is mended, and when two names are the same.

:func:`clean_text` mends what an editor pastes from a word processor or a PDF. A data pack is not mended: it may hold
only what :func:`clean_text` leaves as it is, and is told where it holds something else (decision 014). So what a form
shows and gets back unchanged is saved unchanged.

Which characters are meant is written out by code point here: the tables that Python brings grow with its versions, and
a text that one version takes must not be refused by another.
"""

import re
import unicodedata

_LINE_BREAKS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f"
"""Blanks of other widths than the plain one; not the wide one of Chinese and Japanese text, which is meant."""
_INVISIBLE = "\xad\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Zero-width characters, soft hyphens and marks of direction: pages set apart what runs the other way by themselves."""
_JOINERS = "\u200c\u200d"
_JOINED = "\u0590-\u109f\u1700-\u18ff\u1a00-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
"""Scripts that spell with joiners: Arabic and Persian, those of India and their kin."""
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_UNWRITABLE = (
    "\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
)
_PRIVATE = "\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_BLANK_LETTERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and signs that show nothing."""
_MARKS = "\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Marks that choose between two shapes of the character before them."""

_LINE_BREAK = re.compile(f"[{_LINE_BREAKS}]")
_BREAK = re.compile(f"[ {_SPACES}]*[{_LINE_BREAKS}][ {_SPACES}{_LINE_BREAKS}]*")
_SPACE = re.compile(f"[{_SPACES}]")
_TAKEN_OUT = re.compile(f"[{_INVISIBLE}]")
_LONE_JOINER = re.compile(
    f"(?<![{_JOINED}{_EMOJI}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}{_EMOJI}])|(?<=[{_EMOJI}])\u200c"
)
_REFUSED = re.compile(f"[{_UNWRITABLE}{_PRIVATE}]")
_SHOWN_AS_CODE = re.compile(
    f"[{_UNWRITABLE}{_PRIVATE}{_LINE_BREAKS}{_SPACES}{_INVISIBLE}{_JOINERS}{_BLANK_LETTERS}{_MARKS}]"
)
_UNSEEN = re.compile(f"[{_JOINERS}{_MARKS}{_BLANK_LETTERS}]")
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U0001aff0-\U0001b16f\U00020000-\U0003fffd]"
)
"""Letters of scripts that put no spaces between words: Han and kana; Thai, Lao, Burmese and Khmer."""


def clean_text(text: str) -> str:
    """Return ``text`` in Unicode form NFC, in one line, with plain spaces and nothing invisible in it.

    Line breaks, with the blanks around them, become one space; blanks of other widths become plain ones; zero-width
    characters, soft hyphens and marks of direction go, save joiners where a script or an emoji is spelt with them.
    Characters that no text may hold are left, for :func:`text_fault` of the validators to refuse.
    """
    text = _SPACE.sub(" ", _BREAK.sub(" ", text))
    text = _TAKEN_OUT.sub("", text)
    previous = None
    while text != previous:
        previous = text
        text = _LONE_JOINER.sub("", unicodedata.normalize("NFC", text))
    return text.strip()


def uncleaned_place(text: str) -> tuple[str, str] | None:
    """Return why ``text`` is not as :func:`clean_text` would have it, and where; None where it is.

    The reason is a clause ("has a line break"), the place the code point and what stands before it.
    """
    for pattern, reason in (
        (_LINE_BREAK, "has a line break"),
        (_SPACE, "has a blank that is no plain space"),
        (_TAKEN_OUT, "has a character that shows nothing"),
        (_LONE_JOINER, "has a character that shows nothing"),
    ):
        if found := pattern.search(text):
            return reason, place_of(text, found.start())
    return None


def unwritable_place(text: str) -> str | None:
    """Return which character no text may hold, and where: a control, a surrogate, a private or never assigned one."""
    found = _REFUSED.search(text)
    return place_of(text, found.start()) if found else None


def place_of(text: str, index: int) -> str:
    """Return ``(U+200B) after “Goo”`` for the character at ``index``."""
    before = text[max(0, index - 20) : index]
    where = f"after {quoted(before)}" if before.strip() else "at its beginning"
    return f"(U+{ord(text[index]):04X}) {where}"


def quoted(text: str) -> str:
    """Return ``text`` between quotation marks, at most 80 characters, with what can't be seen told by its code."""
    short = text if len(text) <= 80 else f"{text[:80]}…"
    return f"“{_SHOWN_AS_CODE.sub(lambda found: f'[U+{ord(found[0]):04X}]', short)}”"


def shows_nothing(text: str) -> bool:
    """Tell whether a reader would see nothing: only blanks, zero-width and combining characters."""
    return all(_shows_nothing(char) for char in text)


def _shows_nothing(char: str) -> bool:
    return (
        char.isspace()
        or char in _BLANK_LETTERS
        or unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf", "Cc", "Zs", "Zl", "Zp")
    )


def same_name_key(name: str) -> str:
    """Return what two names share that a reader takes for one: case, width, blanks and invisible marks don't count."""
    plain = unicodedata.normalize("NFKC", clean_text(name)).casefold()
    seen = _UNSEEN.sub("", plain)
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def words_and_characters(text: str) -> tuple[int, int]:
    """Return how long a text is: words of scripts with spaces, and characters of scripts without."""
    characters = len(_WITHOUT_SPACES.findall(text))
    words = [word for word in _WITHOUT_SPACES.sub(" ", text).split() if any(char.isalnum() for char in word)]
    return len(words), characters
