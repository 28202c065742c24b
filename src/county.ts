import { sql } from 'kysely';
import type { Hono } from 'hono';
import type { Slice } from '#platform/chapter.ts';
import { isChosen } from '#platform/figures/figure.ts';
import { bringShares } from '#platform/figures/kept-shares.ts';
import { bringWork } from '#platform/kept-work.ts';
import { verdictsOfClaim, verdictsOfRatio } from '#platform/figures/verdicts.ts';
import { knownCounties, type Counties } from '#platform/http/counties.ts';
import { describeApi } from '#platform/http/openapi.ts';
import { mountSavedViews } from '#platform/http/saved-views.ts';
import { mountSearch } from '#platform/search/routes.tsx';
import { API, newSite, openSite, type Opening, type Site } from '#platform/http/site.tsx';
import type { ListedCounty } from '#platform/http/visit.ts';
import { program } from '#platform/identity/actor.ts';
import { menu } from '#menu.ts';
import { identitySlice } from '#platform/identity/slice.ts';
import { bridgesSlice } from '#platform/bridges/slice.ts';
import { exportingSlice } from '#platform/exporting/slice.ts';
import { columnsSlice } from '#platform/figures/columns/slice.ts';
import { healthSlice } from '#platform/health/page.tsx';
import { feedbackSlice } from '#platform/feedback/slice.ts';
import { writingHelpSlice } from '#platform/writing-help/slice.ts';
import { mount as mountJournal } from '#platform/journal/routes.tsx';
import { transact, type House, type Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { crossingsSlice } from '#duties/crossings/slice.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { stationsSlice } from '#duties/stations/slice.ts';
import { tasksSlice } from '#duties/tasks/slice.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { annualsSlice } from '#archives/annuals/slice.ts';
import { correctionsSlice } from '#archives/corrections/slice.ts';
import { dossiersSlice } from '#archives/dossiers/slice.ts';
import { eventsSlice } from '#archives/events/slice.ts';
import { notesSlice } from '#archives/notes/slice.ts';
import { volumesSlice } from '#archives/volumes/slice.ts';
import { byAppointmentsSlice } from '#institutions/by-appointments/slice.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { handoversSlice } from '#institutions/handovers/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { participantsSlice } from '#institutions/participants/slice.ts';
import { partyPostsSlice } from '#institutions/party-posts/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { reorganisationsSlice } from '#institutions/reorganisations/slice.ts';
import { quotasSlice } from '#institutions/quotas/slice.ts';
import { structureSlice } from '#institutions/structure/slice.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { termsSlice } from '#institutions/terms/slice.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { plansSlice } from '#plans/documents/slice.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import { roundsSlice } from '#plans/rounds/slice.ts';
import { committeeWordsOn, officesOn, parameterAt, participantWordsOn } from '#plans/facts.ts';
import { verdictsOfObligation } from '#plans/obligations/facts.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { previewSlice } from '#plans/preview/slice.ts';
import { categoriesSlice } from '#plans/categories/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { assessmentSlice } from '#assessment/slice.ts';
import { importsSlice } from '#imports/slice.ts';
import { boardsSlice } from '#reports/boards/slice.ts';
import { complianceSlice } from '#reports/compliance/slice.ts';
import { privacySlice } from '#reports/privacy/slice.ts';
import { figuresSlice } from '#reports/figures/slice.ts';
import { homeSlice } from '#reports/home/slice.ts';
import { obligationsSlice } from '#reports/obligations/slice.ts';
import { papersSlice } from '#reports/papers/slice.ts';
import { proposalReportsSlice } from '#reports/proposal-reports/slice.ts';
import { noticesSlice } from '#reports/notices/slice.ts';
import { remindersSlice } from '#reports/reminders/slice.ts';
import { overridesSlice } from '#reports/overrides/slice.ts';
import { sharingSlice } from '#reports/sharing/slice.ts';
import { sentencesSlice } from '#reports/sentences/slice.ts';
import { speechSlice } from '#reports/speech/slice.ts';
import { superiorSheetsSlice } from '#reports/superior-sheets/slice.ts';
import { standingPageSlice } from '#reports/standing-page/slice.ts';
import { statementsSlice } from '#reports/statements/slice.ts';
import { templatesSlice } from '#reports/templates/slice.ts';

/** All work that is credited to anybody. */
export const workTold = () => told.flatMap((slice) => slice.work ?? []);

const wordsOfPlan = (reading: Reading) => committeeWordsOn(reading, today());

/**
 * The chapters in the order of the speech, and the only file that knows them all:
 * 三个有 → 四个方案 → 五个一 → 履职档案 → 考核 → 统计与文书.
 */
const chapters: readonly { title: string; slices: readonly Slice[] }[] = [
  { title: '系统', slices: [
    identitySlice,
    feedbackSlice,
    bridgesSlice,
    writingHelpSlice,
    exportingSlice,
    columnsSlice,
    { mount: mountJournal },
    healthSlice,
  ] },
  // the institution, its leaders, its people
  { title: '三个有', slices: [
    settingsSlice,
    committeesSlice(undefined, wordsOfPlan),
    reorganisationsSlice(() => slices.flatMap((slice) => slice.committeesWork ?? []), wordsOfPlan),
    groupingsSlice,
    unitsSlice,
    peopleSlice,
    termsSlice(() => told.flatMap((slice) => slice.membersWork ?? [])),
    quotasSlice,
    membersSlice,
    handoversSlice,
    byAppointmentsSlice,
    partyPostsSlice(officesOn),
    postsSlice,
    participantsSlice(participantWordsOn),
    structureSlice(async (reading, day) => (await parameterAt(reading, 'sectors.counted', day)) === 'with_representatives'),
  ] },
  // what was adopted, and the values that it sets
  { title: '四个方案', slices: [
    plansSlice,
    parametersSlice,
    workCalendarSlice,
    categoriesSlice,
    havesSlice,
    roundsSlice,
  ] },
  // 五个一: every month, quarter, half-year and year, and once for each member
  { title: '社情民意（每月）', slices: [opinionsSlice] },
  { title: '调研视察（每季度）', slices: [attendingSlice, inspectionsSlice] },
  { title: '协商（每半年）', slices: [consultationsSlice] },
  { title: '联络站和服务', slices: [stationsSlice] }, // before the proposals: /p/<county>/stations and /news are not codes of publications
  { title: '提案（每年）', slices: [proposalsSlice] },
  { title: '民生实事（每人一件）', slices: [deedsSlice] },
  { title: '交办和融合', slices: [tasksSlice, crossingsSlice] },
  // read from all of this, with what no duty records beside it
  { title: '履职档案', slices: [
    eventsSlice,
    notesSlice,
    correctionsSlice(workTold),
    annualsSlice,
    dossiersSlice(workTold),
    volumesSlice(workTold),
  ] },
  // what each committee writes of all this, and shows of itself
  { title: '报告', slices: [statementsSlice, proposalReportsSlice, standingPageSlice] },
  // what is counted of all this, who judges it, and what follows
  { title: '考核', slices: assessmentSlice(workTold) },
];
const told: readonly Slice[] = chapters.flatMap(({ slices: its }) => its);

export const figures = told.flatMap((slice) => slice.figures ?? []);
export const ratios = told.flatMap((slice) => slice.ratios ?? []);
export const claims = told.flatMap((slice) => slice.claims ?? []);

/** Where in the order of the speech each of them stands. */
const chapterOf = new Map(chapters.flatMap(({ title, slices: its }) =>
  its.flatMap((slice) => [...(slice.figures ?? []), ...(slice.ratios ?? []), ...(slice.claims ?? [])]).map(({ name }) => [name, title] as const)));

/** What is judged by parameters: shown before one of them is changed. */
const verdicts = [
  ...claims.map(verdictsOfClaim),
  ...told.flatMap((slice) => slice.obligations ?? []).map(verdictsOfObligation),
  ...ratios.filter(isChosen).map((ratio) => verdictsOfRatio(ratio, figures)),
  ...told.flatMap((slice) => slice.verdicts ?? []),
];

/** What stands in the duty calendar: what is owed, and what takes place. */
const duties = { obligations: told.flatMap((slice) => slice.obligations ?? []), dated: told.flatMap((slice) => slice.dated ?? []) };

/** 统计与文书: what waits, what is missing, what is reported of everything that was told before. */
const reported: readonly Slice[] = [
  homeSlice({ ...duties, awaited: told.flatMap((slice) => slice.awaited ?? []) }), obligationsSlice(duties), remindersSlice(duties), noticesSlice(duties), ...[figuresSlice, superiorSheetsSlice, speechSlice, templatesSlice, sentencesSlice, overridesSlice, sharingSlice].map((slice) => slice({ figures, ratios, claims, chapterOf })),
  boardsSlice({ figures, ratios, claims, chapterOf, obligations: duties.obligations, awaited: told.flatMap((slice) => slice.awaited ?? []), works: workTold }),
  papersSlice(told.flatMap((slice) => slice.papers ?? [])),
  privacySlice,
  complianceSlice({ records: told.flatMap((slice) => slice.records ?? []), obligations: duties.obligations }),
];

const importing = importsSlice({
  targets: told.flatMap((slice) => slice.imports ?? []),
  founders: told.flatMap((slice) => slice.founders ?? []),
  undoDays: (reading) => parameterAt(reading, 'import.undo_days', today()),
});

export const slices: readonly Slice[] = [...told, previewSlice(verdicts, duties.obligations), ...reported, importing];
export const records = slices.flatMap((slice) => slice.records ?? []);

/** What every county has from its founding on, where it is not there yet: a program of a later year may bring more. With a million records that takes minutes. */
export async function completeCounty(house: House, { id, level }: Pick<ListedCounty, 'id' | 'level'>): Promise<void> {
  if (level !== 'county') return;
  await transact(house, program(id), null, async (act) => {
    await sql`set local statement_timeout = 0`.execute(act.db);
    for (const slice of slices) await slice.atFounding?.(act);
    await bringShares(act);
    await bringWork(act);
  });
}

/** The counties of this house; each is completed before anybody sees it, so that a start waits for none of a hundred. */
export const countiesOf = (house: House): Counties => knownCounties(house, slices, (county) => completeCounty(house, county));

/** Every address of the product. */
export function buildSite(): Site {
  const site = newSite();
  for (const slice of slices) slice.mount?.(site);
  mountSavedViews(site, records);
  mountSearch(site, records);
  site.add({ method: 'GET', path: `${API}/openapi.json`, open: true, handle: async (visit) => visit.context.json(describeApi(site, '1')) });
  return site;
}

/** The site, answering on this house; `assets` is the folder of built styles and scripts. */
export const openCounty = (house: House, assets: string, around: Pick<Opening, 'first' | 'languages' | 'papers'> & { counties?: Counties } = {}): Hono =>
  openSite(buildSite(), { house, counties: knownCounties(house, slices), menu, assets, ...around });
