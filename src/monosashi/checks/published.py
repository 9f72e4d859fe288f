"""Documents that rules cite as the place where somebody looked at the same thing."""

AUDIT_REPORT = "秋田市 令和7年度包括外部監査 結果報告書"
