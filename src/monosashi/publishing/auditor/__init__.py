"""監査用一式: one folder that an auditor reads offline. Whole population, every figure with its evidence, analytics, hashes."""

from monosashi.publishing.auditor.file_set import file_set
from monosashi.publishing.auditor.material import EvidenceFile, Material, Preparer, Sampling

__all__ = ["EvidenceFile", "Material", "Preparer", "Sampling", "file_set"]
