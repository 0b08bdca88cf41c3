"""Archives that outgrow one machine: read in shards on Ray, kept as Parquet, loaded into a store by bulk copy."""

from lagebild.cluster.batch import batch
from lagebild.cluster.loading import load

__all__ = ["batch", "load"]
