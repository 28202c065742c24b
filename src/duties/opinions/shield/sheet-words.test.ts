import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importsSlice } from '#imports/slice.ts';
import { mount as mountJournal } from '#platform/journal/routes.tsx';
import { newSite } from '#platform/http/site.tsx';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects, enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { sheetWords } from '#duties/opinions/shield/sheet-words.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { saidBy, tablesHolding } from '../../../../test/leaks.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const ours = [committeesSlice(), parametersSlice, workCalendarSlice, opinionsSlice];
const slices = [...ours, importsSlice({ targets: ours.flatMap(({ imports = [] }) => imports), founders: [], undoDays: async () => 30 })];
const site = newSite();
for (const slice of slices) slice.mount?.(site);
mountJournal(site);
let county: TestCounty;
let visitors: Record<'worker' | 'office' | 'chair' | 'auditor' | 'body', Visitor>;

beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices, site);
  visitors = {
    worker: await as({ role: 'worker', committee: county.here.committee }), office: await as({ role: 'county_office' }), chair: await as({ role: 'chair' }), auditor: await as({ role: 'auditor' }),
    body: await as({ role: 'committee_member', committee: county.here.committee }),
  };
});
afterAll(() => county?.drop());

const MATTER = '司徒明远说邻居杨某家狗咬人，联系13912340009、身份证522601198001011234，座机0855-8221234';
const file = (matter: string) => ({ name: '台账.csv', bytes: new TextEncoder().encode(`联络委,收集时间,反映事项,反映人,联系电话\n白石镇,2025-07-01,"${matter}",司徒明远,13912340001\n`) });
const sendIn = async (matter: string) => (await visitors.worker.upload('/imports', [file(matter)])).body.items[0].id as string;
const counts = async (id: string) => (await visitors.worker.json(`/imports/${id}`)).body.counts;
const numbers = ['13912340009', '522601198001011234', '8221234', '司徒明远', '13912340001'];
const entries = () => reading(county.house, county.cast.office, (look) => list<LedgerEntry>(look, ledgerEntry, { limit: 10 }));

describe('what a sheet says in its matters', () => {
  test('comes in without numbers and without who told it; who calls back opens it whole', async () => {
    const id = await sendIn(MATTER);
    expect((await visitors.worker.send(`/imports/${id}/entering`, {})).body).toMatchObject({ entered: 1 });
    const [entry] = await entries();
    expect(entry!.matter).toBe('司某说邻居杨某家狗咬人，联系〔电话号码略〕、身份证〔身份证号略〕，座机〔电话号码略〕');
    for (const [who, visitor] of Object.entries(visitors)) {
      for (const path of [`/ledger/${entry!.id}`, '/ledger', '/ledger.xlsx', '/ledger.csv', '/journal']) {
        const said = `${await saidBy(await visitor.fetch(path))}${JSON.stringify((await visitor.json(path.replace(/\..*/u, ''))).body)}`;
        expect(numbers.filter((number) => said.includes(number)), `${who} ${path}`).toEqual([]);
      }
    }
    expect((await visitors.worker.send(`/ledger/${entry!.id}/reporter`, { purpose: 'call_back' })).body).toMatchObject({ reporter: '司徒明远', matter_in_full: MATTER });
    expect((await visitors.worker.get(`/ledger/${entry!.id}/reporter`)).text).toContain('导入时的原文');
    expect((await visitors.chair.send(`/ledger/${entry!.id}/reporter`, { purpose: 'verify' })).status).toBe(403);
    expect(await tablesHolding(county, ['13912340009'])).toEqual([]); // sealed in the entry and, until the time for undoing is over, in the sheet's cells
  });

  test('is known again when the same sheet comes again, also where it came in before this was so', async () => {
    expect(await counts(await sendIn(MATTER))).toMatchObject({ new: 0, changed: 0 });
    const older = '桥面破损，请找13912340007';
    await county.act((act) => enterMany(act, [{ committee_id: county.here.committee, received_on: '2025-07-01', matter: older, reporter: '司徒明远', phone: '13912340001' }], {}));
    const id = await sendIn(older);
    expect(await counts(id)).toMatchObject({ new: 0, changed: 1 });
    await visitors.worker.send(`/imports/${id}/entering`, { update: true });
    expect((await entries()).map(({ matter }) => matter)).toContain('桥面破损，请找〔电话号码略〕');
  });

  test('falls with the reporter, and does not come back by the sheet', async () => {
    const [entry] = (await entries()).filter(({ matter_in_full }) => matter_in_full === MATTER);
    await county.act((act) => take(act, ledgerEntry, entry!.id, 'close', { input: { outcome: 'solved', closed_on: '2025-07-02' }, effect: effects['close'] }), county.cast.worker);
    await county.act((act) => take(act, ledgerEntry, entry!.id, 'erase', { reason: '本人要求', effect: effects['erase'] }), county.cast.office);
    await county.act((act) => take(act, ledgerEntry, entry!.id, 'reopen', { reason: '又咬人了', effect: effects['reopen'] }), county.cast.worker);
    const id = await sendIn(MATTER);
    await visitors.worker.send(`/imports/${id}/entering`, { update: true });
    expect((await tablesHolding(county, ['13912340009', '522601198001011234'])).filter((table) => table !== 'import_rows')).toEqual([]);
  });

  test('stays as it is where there is nothing to take out, and loses nothing else', () => {
    const row = { matter: '3月12日来电，2025年道路12345投诉3次', reporter: '某', phone: null, place: '岩脚村' };
    expect(sheetWords(row)).toEqual({ ...row, matter_in_full: null });
  });
});
