"""Use refkit in a script: parse one reference, and compare it with what is known of the work."""

from pathlib import Path

import refkit

here = Path(__file__).parent
text = (
    "Bylsma, L. M., & Gračanin, A. (2021). A clinical practice review of crying research. "
    "Psychotherapy, 58(4), 492–502. https://doi.org/10.1037/pst0000395"
)

reference = refkit.parse_reference(text)
print("title: ", reference.work.title)
print("people:", ", ".join(name.family for name in reference.work.author))

# Without offline=True and records, Crossref and doi.org are asked.
with refkit.Sources(records=[here / "records.json"], offline=True) as sources:
    [verdict] = refkit.resolve([reference], sources=sources)

print("verdict:", verdict.identity)
for comparison in verdict.comparisons:
    if not comparison.same:
        print(f"  {comparison.variable}: {comparison.written} | record: {comparison.found}")
