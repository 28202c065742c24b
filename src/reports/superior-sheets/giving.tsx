import { placesNow } from '#institutions/facts.ts';
import { workbookType } from '#platform/documents/sheet.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { sheetAnswer } from '#platform/http/paper-answer.ts';
import { perform } from '#platform/http/resource-acts.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { refuse } from '#platform/records/write.ts';
import { dayOf, printedDay, today } from '#platform/time.ts';
import { askedOf, lookAt, printedPeriod, type Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { annexSheet, FilledPage } from '#reports/superior-sheets/filled-page.tsx';
import { filledCells, filledWorkbook, type FilledCell } from '#reports/superior-sheets/filling.ts';
import { fillingsOf, getFilling, keepFilling, keepWorkbook, type Filling } from '#reports/superior-sheets/fillings.ts';
import { expectOpened, type Opened } from '#reports/superior-sheets/opening.ts';
import { pathOf } from '#reports/superior-sheets/page.tsx';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';
import { wholeCounty, type Whose } from '#reports/superior-sheets/placing.ts';

/** The committees of today with their townships, and the county last. */
export async function whoseOf(reading: Reading, county: string): Promise<Whose[]> {
  const townships = [...Map.groupBy(await placesNow(reading), ({ id }) => id)].map(([id, names]): Whose => ({ id, place: names[0]!.place, called: names.slice(1).map(({ place }) => place) }));
  return [...townships, wholeCounty(county)];
}

interface Filled {
  row: SuperiorSheet;
  opened: Opened;
  cells: FilledCell[];
  at: Date;
}

async function filledFor(visit: Visit, declared: Declared, site: Site, asked: Asked): Promise<Filled> {
  return lookAt(visit, asked, async (standing) => {
    const { reading, at } = standing;
    const row = await get(reading, superiorSheet, visit.param('id'));
    const opened = await expectOpened(reading, declared, row);
    const { county, actor } = visit;
    const facts = {
      county: county.name, body: county.bodyName, period: printedPeriod(asked), year: asked.to.slice(0, 4), from: printedDay(asked.from), to: printedDay(asked.to),
      filler: actor.name, filled_on: printedDay(today()),
    };
    const around = { standing, visit, declared: opened.declared, resources: site.resources, whose: await whoseOf(reading, county.name), facts };
    return { row, opened, at, cells: await filledCells(around, opened.sheets, opened.settled.marks, asked) };
  });
}

const countyWide = (asked: Asked): Asked => ({ ...asked, committee: undefined });

export const preview = (declared: Declared, site: Site): Handler => async (visit) => {
  const asked = countyWide(askedOf(visit));
  const { row, opened, at, cells } = await filledFor(visit, declared, site, asked);
  if (visit.json) return json(visit, { from: asked.from, to: asked.to, as_of: at.toISOString(), cells });
  return page(visit, <FilledPage frame={frameOf(visit)} row={row} period={asked} at={at} cells={cells} forms={opened.sheets.map(({ form }) => form)} mayKeep={!mayEdit(superiorSheet, visit.actor, row)} />);
};

/** Fills the sheet, keeps it and tells where it may be fetched. */
export const fill = (declared: Declared, site: Site): Handler => async (visit) => {
  const body = await sent(visit);
  const asked = countyWide(askedOf({ ...visit, query: new URLSearchParams((['from', 'to'] as const).map((name): [string, string] => [name, body.text(name) ?? ''])) }));
  const { row: before, opened, at, cells } = await filledFor(visit, declared, site, asked);
  refuse(mayEdit(superiorSheet, visit.actor, before));
  if (cells.length === 0) throw new Problem(422, 'nothing_filled', '没有一格要填的。请先在表上指定哪一格填什么。');
  const hash = await keepWorkbook(visit.house, visit.county.id, filledWorkbook(opened.form, cells));
  let id = '';
  const row = await perform(visit, body, superiorSheet, async (act, how) => {
    const kept = await keepFilling(act, before.id, { from_day: asked.from, to_day: asked.to, as_of: at, name: `${before.title}（${printedPeriod(asked)}）.xlsx`, hash, cells }, how);
    id = kept.id;
    return kept.row;
  });
  const [newest] = id ? [{ id }] : await look(visit, (reading) => fillingsOf(reading, row.id));
  const href = `${pathOf(row)}/fillings/${newest!.id}`;
  return visit.json ? json(visit, { id: newest!.id, href, file: `${href}/file` }, 201) : seeOther(visit, href, { tone: 'good', sentence: '已留存。可以下载了。' });
};

const filling = async (visit: Visit): Promise<{ row: SuperiorSheet; kept: Filling }> => look(visit, async (reading) => {
  const row = await get(reading, superiorSheet, visit.param('id'));
  return { row, kept: await getFilling(reading, row.id, visit.param('filling')) };
});

export const shown: Handler = async (visit) => {
  const { row, kept } = await filling(visit);
  const days = { from: kept.from_day, to: kept.to_day };
  if (visit.json) return json(visit, { id: kept.id, ...days, as_of: kept.as_of, name: kept.name, sha256: kept.hash, made_by: kept.made_by, cells: kept.cells });
  const href = `${pathOf(row)}/fillings/${kept.id}`;
  return page(visit, <FilledPage frame={frameOf(visit)} row={row} period={days} at={kept.as_of} cells={kept.cells} main={{ label: '下载填好的表', href: `${href}/file`, icon: 'exporting' }} others={[{ label: '下载数据口径', href: `${href}/annex.xlsx`, icon: 'exporting' }]} />);
};

/** The very bytes that were kept. */
export const givenOut: Handler = async (visit) => {
  const { kept } = await filling(visit);
  const content = await visit.house.files.open(visit.county.id, kept.hash);
  return new Response(content as ConstructorParameters<typeof Response>[0], { headers: { 'content-type': workbookType, 'content-disposition': namedFile('attachment', kept.name), 'cache-control': 'no-store' } });
};

export const annex: Handler = async (visit) => {
  const { row, kept } = await filling(visit);
  const { origin } = new URL(visit.context.req.url);
  return sheetAnswer(annexSheet(row.title, { organ: visit.county.bodyName, date: dayOf(kept.made_at), period: { from: kept.from_day, to: kept.to_day }, at: kept.as_of, cells: kept.cells, origin }));
};
