import type pg from 'pg';
import { workTold } from '#county.ts';
import { foundCounty, putAsideUnfinished, showCounty } from '#platform/records/county.ts';
import { program, type Role } from '#platform/identity/actor.ts';
import { transact, type House } from '#platform/records/act.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { openOffice } from '#institutions/office.ts';
import type { Person } from '#institutions/people/record.ts';
import { chances } from './chance.ts';
import { beginnings } from './beginnings.ts';
import { archives, sealLastYear } from './archives.ts';
import { assessments } from './assessments.ts';
import { plaques, reorganisations } from './committees.ts';
import { deeds, inspections } from './activities.ts';
import { consultationResults } from './consultation-results.ts';
import { consultationTopics } from './consultation-topics.ts';
import { consultations } from './consultation-year.ts';
import { ballots, consequences } from './consequences.ts';
import { crossings } from './crossings.ts';
import { haves } from './haves.ts';
import { deedsInDepth } from './deeds.ts';
import { disputes } from './disputes.ts';
import { itemsInHand } from './items.ts';
import { ledger } from './opinions.ts';
import { DEMO_PASSWORD, foundInstitutions, openAccounts, postOf } from './institutions.ts';
import { actorOf, calendar, dayBefore, dayIn, type Life, type Place } from './life.ts';
import { county } from './places.ts';
import { register } from './members.ts';
import { mergedVoices } from './merged.ts';
import { otherSystems } from './open311.ts';
import { ownFigures } from './own-figures.ts';
import { paperRegisters } from './paper-registers.ts';
import { participants } from './participants.ts';
import { partyOffices } from './posts.ts';
import { personalRequests } from './personal-requests.ts';
import { plans } from './plans.ts';
import { keysAndAwards } from './proposal-keys.ts';
import { publishing } from './proposal-publishing.ts';
import { proposalReviews } from './proposal-review.ts';
import { undertakings } from './proposal-ratings.ts';
import { separateHandling } from './proposal-separate.ts';
import { draftsInHand, plenaries } from './proposal-drafting.ts';
import { proposals } from './proposals.ts';
import { proposalAnswers } from './proposal-answers.ts';
import { handedTasks, workingDays } from './tasks.ts';
import { givenPapers } from './given-papers.ts';
import { proposalReports } from './proposal-reports.ts';
import { publicPages, statements } from './statements.ts';
import { residents } from './residents.ts';
import { rounds } from './rounds.ts';
import { excused, superiorSheets } from './excused.ts';
import { referrals } from './referrals.ts';
import { lastDays } from './reminders.ts';
import { schemes } from './schemes.ts';
import { secondVoices } from './second-voices.ts';
import { foundPrefecture, sharesWithPrefecture, siblingsReport } from './sharing.ts';
import { shield } from './shield.ts';
import { stations } from './stations.ts';
import { visitReports } from './visit-reports.ts';
import { visits } from './visits.ts';

const SEED = 20260101;

/** The year that has enough behind it to be told: this one from April on, else the last. */
export const livedYear = (today: string): number => Number(today.slice(0, 4)) - (Number(today.slice(5, 7)) >= 4 ? 0 : 1);

/**
 * Makes the invented county and lets it live through its year, up to today, through the same actions as people use.
 * The same seed and day give the same county (ids and moments of the clock aside).
 */
export async function loadDemoCounty(owner: pg.Pool, house: House, today: string, tell: (line: string) => void): Promise<void> {
  const year = livedYear(today);
  await putAsideUnfinished(owner, county.slug);
  const countyId = await foundCounty(owner, { ...county, invented: true, secondFactor: 'optional', ready: false });
  // Up to yesterday: what happens today is for whoever opens the program.
  const yesterday = dayBefore(today);
  const until = yesterday < dayIn(year, 12, 31) ? yesterday : dayIn(year, 12, 31);
  const time = calendar(house, until);
  const chance = chances(SEED);
  const maker = program(countyId);

  time.setClock(dayIn(year - 1, 12, 20));
  const { founded, accounts } = await transact(time.house, maker, null, async (act) => {
    const founded = await foundInstitutions(act, chance, dayIn(year - 1, 12, 20));
    return { founded, accounts: await openAccounts(act, founded) };
  });
  const account = (one: Person) => accounts.get(one.id) ?? crypto.randomUUID();
  const places: Place[] = founded.committees.map((committee, n) => ({
    committee,
    director: founded.directors[n],
    worker: founded.workers[n]!,
    clerk: actorOf(countyId, founded.workers[n]!, [postOf('worker', { committeeId: committee.id })], account(founded.workers[n]!)),
    members: founded.members.filter((one) => one.committee_id === committee.id),
  }));
  const life: Life = {
    house: time.house, chance, year, until, countyId, program: maker, places, members: founded.members, units: founded.units, on: time.on,
    unitClerks: new Map(founded.units.map((unit, n) => [unit.id, actorOf(countyId, founded.unitClerks[n]!, [postOf('unit_clerk', { unitId: unit.id })], account(founded.unitClerks[n]!))])),
    office: actorOf(countyId, founded.office[0]!, [postOf('county_office')], account(founded.office[0]!)),
  };
  workingDays(life);
  beginnings(life);
  register(life);
  plans(life);
  schemes(life);
  participants(life);
  partyOffices(life, founded.deputies);
  plaques(life);
  reorganisations(life);
  haves(life);
  rounds(life);
  ledger(life);
  mergedVoices(life);
  shield(life);
  personalRequests(life);
  residents(life);
  disputes(life);
  inspections(life);
  visits(life);
  visitReports(life);
  consultations(life);
  consultationTopics(life);
  consultationResults(life);
  plenaries(life);
  proposals(life);
  separateHandling(life);
  keysAndAwards(life);
  draftsInHand(life);
  undertakings(life);
  itemsInHand(life);
  deeds(life);
  deedsInDepth(life);
  handedTasks(life);
  excused(life);
  superiorSheets(life);
  ownFigures(life);
  statements(life);
  proposalReports(life);
  givenPapers(life);
  publicPages(life);
  otherSystems(life);
  referrals(life);
  secondVoices(life);
  proposalReviews(life);
  proposalAnswers(life);
  publishing(life);
  crossings(life);
  stations(life);
  archives(life, workTold);
  const seat = (one: Person, role: Role) => actorOf(countyId, one, [postOf(role)], account(one));
  assessments(life, { leader: seat(founded.leader, 'leader'), auditor: seat(founded.auditor, 'auditor'), chair: seat(founded.chair, 'chair') }, workTold);
  ballots(life, seat(founded.auditor, 'auditor'));
  consequences(life);
  paperRegisters(life);
  const above = await foundPrefecture(owner, time.house, dayIn(year - 1, 12, 20));
  sharesWithPrefecture(life, above);
  await time.live((done, all) => tell(`  已录入 ${done}/${all} 件事……`));
  await lastDays(house, countyId, until);
  await sealLastYear(house, life.office, year - 1, workTold);
  await siblingsReport(owner, house, above, life);
  await indexPending(house, countyId);
  await showCounty(owner, countyId);
}

/** An empty county for one's own ledgers: one office clerk, nothing else. */
export async function foundTrialCounty(owner: pg.Pool, house: House, today: string): Promise<void> {
  const countyId = await foundCounty(owner, { slug: 'trial', name: '空白县（试用）', bodyName: '政协空白县委员会', secondFactor: 'optional' });
  await transact(house, program(countyId), null, async (act) => {
    await openOffice(act, { role: 'county_office', name: '办公室经办人', position: '县政协办公室', login: 'office', password: DEMO_PASSWORD, since: today });
  });
}
