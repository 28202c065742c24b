import { committeesNow } from '#institutions/facts.ts';
import { countFigures } from '#platform/figures/count.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { workbookType } from '#platform/documents/sheet.ts';
import { attachmentsOf, type Attachment } from '#platform/files/attachments.ts';
import { json, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, sent } from '#platform/http/body.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { perform } from '#platform/http/resource-acts.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { FileRefused } from '#platform/importing/refusal.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { edit } from '#platform/records/write.ts';
import { askedOf, scopeOf, type Asked } from '#reports/asked.ts';
import { answering } from '#reports/quoting.ts';
import { understood, type Blank } from '#reports/superior-sheets/blank.ts';
import { filledWorkbook, type Filled } from '#reports/superior-sheets/filling.ts';
import { chosenFor, SheetSections } from '#reports/superior-sheets/page.tsx';
import { superiorSheet, superiorSheetFields, type SuperiorSheet } from '#reports/superior-sheets/record.ts';

interface Around extends Surroundings {
  blank?: Blank;
  problem?: string;
}

export const mountWith = (figures: readonly Figure[]) => (site: Site): void => {
  const path = `/${superiorSheet.path}/:id`;
  const tag = superiorSheet.title;
  site.add({ method: 'POST', path: `${path}/columns`, handle: choose(figures), api: { summary: '改对应栏目', tag, body: { type: 'object', additionalProperties: { type: 'string' } } } });
  site.add({ method: 'GET', path: `${path}/filled`, handle: download(figures), api: { summary: '下载填好的表', tag, answer: { type: 'string', format: 'binary' }, answerType: workbookType } });
  mountResource(site, resource<SuperiorSheet, Around>({
    declared: superiorSheet,
    fields: superiorSheetFields,
    newLabel: '登记上级表样',
    enterLabel: '下一步，添加空表',
    async around(reading, rows, visit) {
      const [only] = visit.param('id') ? rows : [];
      return { choices: {}, ...(only ? await lookedAt(reading, only, figures) : {}) };
    },
    sections: (row, { blank, problem }, visit) => <SheetSections frame={frameOf(visit)} row={row} blank={blank} problem={problem} figures={figures} period={askedOf(visit)} mayChoose={!mayEdit(superiorSheet, visit.actor, row)} />,
    listing: {
      columns: [
        { key: 'title', label: '表名', cell: (row) => row.title, onCards: 'title', fixed: true },
        { key: 'sent_by', label: '哪个单位要的', cell: (row) => row.sent_by ?? '' },
        { key: 'state', label: '状态', cell: (row) => superiorSheet.states[row.state as 'ready'].label, tight: true },
      ],
      filters: [stateFilter(superiorSheet)],
      defaultSort: '-id',
      empty: '还没有上级表样。上级要按他们的表报数时，把空表存进来，以后点一下就填好。',
    },
  }));
};

/** The sheet as it is understood, or why it cannot be. */
async function lookedAt(reading: Reading, row: SuperiorSheet, figures: readonly Figure[]): Promise<Pick<Around, 'blank' | 'problem'>> {
  try {
    const file = await blankOf(reading, row);
    return file ? { blank: understood(await readWorkbook(file.bytes, file.name), figures) } : {};
  } catch (error) {
    if (error instanceof Problem || error instanceof FileRefused) return { problem: error.message };
    throw error;
  }
}

/** The newest workbook that is attached. */
async function blankOf(reading: Reading, row: SuperiorSheet): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const standing = (await attachmentsOf(reading, superiorSheet, row.id)).filter(({ withdrawn_at }) => !withdrawn_at);
  const file: Attachment | undefined = standing.findLast(({ kind }) => kind === 'xlsx');
  if (file) return { name: file.name, bytes: new Uint8Array(await new Response(await reading.house.files.open(reading.county, file.hash)).arrayBuffer()) };
  if (standing.length > 0) throw new Problem(422, 'not_xlsx', '附件里没有“.xlsx”格式的表格。请用 Excel 或 WPS 打开空表，另存为“.xlsx”，再添加到附件。');
  return undefined;
}

const choose = (figures: readonly Figure[]): Handler => async (visit) => {
  const body = await sent(visit);
  const columns = columnsIn(body.form ? [...body.form.entries()] : Object.entries(body.json ?? {}), figures);
  const row = await perform(visit, body, superiorSheet, (act, how) =>
    edit<SuperiorSheet>(act, superiorSheet, visit.param('id'), openedVersion(body), { columns: JSON.stringify(columns) } as never, how));
  return visit.json ? json(visit, row) : seeOther(visit, `/${superiorSheet.path}/${row.id}`, { tone: 'good', sentence: '已保存对应栏目。' });
};

/** `column_C` names the figure of column C; an empty one fills nothing. */
function columnsIn(entries: readonly [string, unknown][], figures: readonly Figure[]): Record<string, string> {
  const known = new Set(['', ...figures.map(({ name }) => name)]);
  return Object.fromEntries(entries.flatMap(([name, value]) => {
    const [, letter] = /^column_([A-Z]{1,3})$/.exec(name) ?? [];
    if (!letter) return [];
    if (typeof value !== 'string' || !known.has(value)) throw invalid({ [name]: `没有“${String(value).slice(0, 60)}”这个数字，请从列表中选。` });
    return [[letter, value]];
  }));
}

const download = (figures: readonly Figure[]): Handler => async (visit: Visit) => {
  const asked = askedOf(visit);
  const { row, bytes } = await look(visit, async (reading) => {
    const row = await get(reading, superiorSheet, visit.param('id'));
    const file = await blankOf(reading, row);
    if (!file) throw new Problem(422, 'no_blank', '还没有空表。请先把上级发来的 Excel 空表添加到附件。');
    const blank = understood(await readWorkbook(file.bytes, file.name), figures);
    const chosen = chosenFor(row, blank);
    const columns = new Map(blank.columns.flatMap(({ letter, index }) => (index !== blank.place && chosen.get(letter) ? [[index, chosen.get(letter)!]] : [])));
    const wanted = figures.filter(({ name }) => [...columns.values()].includes(name));
    const { places, county } = await counted(reading, wanted, asked, visit.county.name);
    return { row, bytes: await filledWorkbook(file.bytes, blank, columns, places, county) };
  });
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': workbookType, 'content-disposition': namedFile('attachment', `${row.title}.xlsx`), 'cache-control': 'no-store' } });
};

/** Each committee, and the county for itself: what several did together counts once there. */
async function counted(reading: Reading, figures: readonly Figure[], asked: Asked, name: string): Promise<{ places: Filled[]; county: Filled }> {
  const places: Filled[] = [];
  for (const { id, place } of await committeesNow(reading)) {
    const scope = { ...scopeOf(asked), committee: id };
    places.push({ place, values: await countFigures(reading, answering(figures, scope), scope) });
  }
  return { places, county: { place: `${name}合计`, values: await countFigures(reading, figures, { ...scopeOf(asked), committee: undefined }) } };
}
