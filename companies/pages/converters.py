"""What an address may hold in the place of a word of the codebook."""

from companies.vocabulary import DEMANDS


class DemandConverter:
    """A demand: its code with hyphens, ``/demands/user-data/``. No other address is one."""

    regex = "|".join(code.replace("_", "-") for code in DEMANDS.codes)

    def to_python(self, text: str) -> str:
        """Return the code."""
        return text.replace("-", "_")

    def to_url(self, code: str) -> str:
        """Return what stands in the address."""
        return code.replace("_", "-")
