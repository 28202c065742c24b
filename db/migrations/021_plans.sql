-- Plans that execute: the whole text of a plan, the organ that adopted it, and the values that its clauses set.

alter table plans add column adopted_by text check (char_length(adopted_by) between 1 and 60);
alter table plans add column adopted_on date;
alter table plans_history add column adopted_by text;
alter table plans_history add column adopted_on date;
comment on column plans.adopted_by is 'The organ that adopted it, e.g. 县委常委会会议; issued_by is whose document it became';
comment on column plans.clauses is 'The text in its order: [{level, number, heading, text, key, parameters}]. key: the clause of the program that it answers to; parameters: the values that adopting it sets. Plans registered before have {key, number, text} of the cited clauses only';

alter table parameter_values add column plan_id uuid;
alter table parameter_values add column clause_number text check (char_length(clause_number) <= 40);
alter table parameter_values_history add column plan_id uuid;
alter table parameter_values_history add column clause_number text;
alter table parameter_values add foreign key (county_id, plan_id) references plans;
comment on column parameter_values.plan_id is 'The plan whose adoption set it; empty: set outside of a plan, why says on what basis';
comment on column parameter_values.clause_number is 'As the plan prints it: 第六条';
create index parameter_values_plan on parameter_values (county_id, plan_id) where plan_id is not null;
