-- Which edition held on a day is also asked of years that an older edition assessed.

drop index assessment_schemes_force;
create index assessment_schemes_days on assessment_schemes (county_id, subject, valid_from desc) where state in ('adopted', 'replaced');
