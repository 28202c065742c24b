-- How papers are worded stands in a folder of its own: the comments say where.
comment on column speech_templates.body is 'Text with tokens: src/reports/wording/template.ts says how it is read';
comment on column statements.body is 'One paragraph or heading a line, with tokens for numbers: src/reports/wording/template.ts says how it is read';
comment on column proposal_reports.body is 'One paragraph or heading a line, with tokens for numbers: src/reports/wording/template.ts says how it is read';
