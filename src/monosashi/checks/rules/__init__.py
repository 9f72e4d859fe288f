"""One rule per file, by family: kpi, tgt, res, stg, str, mon, eva, pub."""
