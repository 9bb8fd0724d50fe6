from __future__ import annotations

import pytest

from pipeline.verify import verify_claim

EVIDENCE = [
    "Tarn Robotics hat sich am Dienstag auf den Kauf von Ostmark Optics aus Jena für 64 Millionen Euro geeinigt.",
    "Das Bundeskartellamt muss dem Geschäft zustimmen und hat dafür vier Wochen Zeit.",
    "„Wir schließen das Werk in Jena nicht“, sagte Ines Falk, die Chefin von Tarn.",
    "Ostmark beschäftigt 310 Menschen und verlor im vergangenen Jahr 4 Prozent seines Umsatzes.",
    "Die Aufträge stiegen vor dem Streik um 12 Prozent, sagte Falk.",
    "Ostmark verklagte Lindmoor Glass im Jahr 2024 wegen eines Patents.",
    "Jonas Brede, der Gründer von Ostmark, hat auf Fragen nicht geantwortet.",
]


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ("Tarn Robotics kauft Ostmark Optics aus Jena für 64 Mio. Euro.", 0),
        ("Das Bundeskartellamt hat vier Wochen Zeit und muss dem Geschäft zustimmen.", 1),
        ("Ostmark hat 310 Beschäftigte und verlor 4 Prozent seines Umsatzes.", 3),
        ("Falk sagte, die Aufträge seien vor dem Streik um 12 Prozent gestiegen.", 4),
        ("Lindmoor Glass wurde 2024 von Ostmark wegen eines Patents verklagt.", 5),
        ("Ostmark-Gründer Jonas Brede antwortete nicht auf Fragen.", 6),
    ],
)
def test_a_true_german_sentence_in_other_words_passes(claim, place):
    assert verify_claim(claim, [EVIDENCE[place]]).problems == ()


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ("Tarn Robotics hat sich am Dienstag auf den Kauf von Ostmark Optics aus Jena für 46 Millionen Euro geeinigt.", 0),
        ("Tarn Robotics hat sich am Dienstag auf den Kauf von Ostmark Optics aus Jena für 64 Milliarden Euro geeinigt.", 0),
        ("Tarn Robotics hat sich am Mittwoch auf den Kauf von Ostmark Optics aus Jena für 64 Millionen Euro geeinigt.", 0),
        ("Tarn Robotics hat sich am Dienstag auf den Kauf von Ostmark Optics aus Weimar für 64 Millionen Euro geeinigt.", 0),
        ("Ostmark Optics hat sich am Dienstag auf den Kauf von Tarn Robotics aus Jena für 64 Millionen Euro geeinigt.", 0),
        ("Das Bundeskartellamt muss dem Geschäft nicht zustimmen und hat dafür vier Wochen Zeit.", 1),
        ("Das Bundeskartellamt muss dem Geschäft zustimmen und hat dafür vier Monate Zeit.", 1),
        ("„Wir schließen das Werk in Jena“, sagte Ines Falk, die Chefin von Tarn.", 2),
        ("Die Aufträge fielen vor dem Streik um 12 Prozent, sagte Falk.", 4),
        ("Die Aufträge stiegen nach dem Streik um 12 Prozent, sagte Falk.", 4),
        ("Die Aufträge stiegen vor dem Streik um 12 Prozent, sagte Brede.", 4),
        ("Lindmoor Glass verklagte Ostmark im Jahr 2024 wegen eines Patents.", 5),
        ("Jonas Brede, der Gründer von Ostmark, hat auf Fragen geantwortet.", 6),
    ],
)
def test_a_german_lie_is_marked(claim, place):
    assert not verify_claim(claim, [EVIDENCE[place]]).supported
