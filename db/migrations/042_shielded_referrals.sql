-- A referral of a grievance is kept from the unit complained of like the entry behind it.

alter table referrals add column about_unit_id uuid;
alter table referrals_history add column about_unit_id uuid;
alter table referrals add foreign key (county_id, about_unit_id) references units;
comment on column referrals.about_unit_id is 'The unit of which the entry complains: its people do not find the referral, whatever else they hold';
