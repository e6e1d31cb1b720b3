select number, section, page, text from report_paragraph where authority = :authority and inspection = :inspection order by position
