import { workbookType } from '#platform/documents/sheet.ts';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { FileRefused } from '#platform/importing/refusal.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { askedOf } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { fillingsOf, type Filling } from '#reports/superior-sheets/fillings.ts';
import { openSheet, type Opened } from '#reports/superior-sheets/opening.ts';
import { SheetSections } from '#reports/superior-sheets/page.tsx';
import { superiorSheet, superiorSheetFields, type SuperiorSheet } from '#reports/superior-sheets/record.ts';
import type { Whose } from '#reports/superior-sheets/placing.ts';
import { annex, fill, givenOut, preview, shown, whoseOf } from '#reports/superior-sheets/giving.tsx';
import { markKinds } from '#reports/superior-sheets/marks.ts';
import { cellPage, setMark } from '#reports/superior-sheets/marking.tsx';

interface Around extends Surroundings {
  opened?: Opened;
  problem?: string;
  whose: readonly Whose[];
  fillings: readonly Omit<Filling, 'cells'>[];
}

const tag = superiorSheet.title;
const markBody = { type: 'object', required: ['at', 'kind'], properties: { sheet: { type: 'string' }, at: { type: 'string', description: '一格，例如 B4；指定一栏、一行的，写它们里面的一格' }, kind: { type: 'string', enum: Object.keys(markKinds) }, fills: { type: 'string', description: 'figure:…、ratio:…或fact:…；空着就是不填' } } };
const period = ['from', 'to'].map((name) => ({ name, in: 'query', schema: { type: 'string', format: 'date' } }));

export const mountWith = (declared: Declared) => (site: Site): void => {
  const path = `/${superiorSheet.path}/:id`;
  site.add({ method: 'GET', path: `${path}/cell`, handle: cellPage(declared, site) });
  site.add({ method: 'POST', path: `${path}/marks`, handle: setMark(declared, site), api: { summary: '指定上级表样的一格、一栏、一行或一段名单填什么', tag, body: markBody } });
  site.add({ method: 'GET', path: `${path}/preview`, handle: preview(declared, site), api: { summary: '按一段时间填好表样，先看一看', tag, query: period } });
  site.add({ method: 'POST', path: `${path}/fillings`, handle: fill(declared, site), api: { summary: '填好表样并留存', tag, body: { type: 'object', properties: { from: { type: 'string' }, to: { type: 'string' } } }, status: 201 } });
  site.add({ method: 'GET', path: `${path}/fillings/:filling`, handle: shown, api: { summary: '填好留存的一份', tag } });
  site.add({ method: 'GET', path: `${path}/fillings/:filling/file`, handle: givenOut, api: { summary: '下载填好留存的一份', tag, answer: { type: 'string', format: 'binary' }, answerType: workbookType } });
  site.add({ method: 'GET', path: `${path}/fillings/:filling/annex.xlsx`, handle: annex });
  mountResource(site, sheets(declared));
};

const sheets = (declared: Declared) => resource<SuperiorSheet, Around>({
  declared: superiorSheet,
  fields: superiorSheetFields,
  newLabel: '登记上级表样',
  paper: { label: '上级发来的空表', hint: 'Excel 表格（.xlsx，也可以是旧的 .xls、.et）。系统会认出表头，对上系统里的数字' },
  async around(reading, rows, visit) {
    const [only] = visit.param('id') ? rows : [];
    if (!only) return { choices: {}, whose: [], fillings: [] };
    return { choices: {}, ...(await lookedAt(reading, declared, only)), whose: await whoseOf(reading, visit.county.name), fillings: await fillingsOf(reading, only.id) };
  },
  sections: (row, around, visit) => <SheetSections frame={frameOf(visit)} row={row} {...around} period={askedOf(visit)} sheet={visit.query.get('sheet') ?? undefined} mayChoose={!mayEdit(superiorSheet, visit.actor, row)} />,
  listing: {
    columns: [
      { key: 'title', label: '表名', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'sent_by', label: '哪个单位要的', cell: (row) => row.sent_by ?? '' },
      { key: 'filled_n', label: '填过（次）', cell: (row) => row.filled_n, align: 'end' },
      { key: 'state', label: '状态', cell: (row) => superiorSheet.states[row.state as 'ready'].label, tight: true },
    ],
    filters: [stateFilter(superiorSheet)],
    defaultSort: '-id',
    empty: '还没有上级表样。上级要按他们的表报数时，把空表存进来，以后点一下就填好。',
  },
});

/** The sheet as it is understood, or why it cannot be. */
async function lookedAt(reading: Reading, declared: Declared, row: SuperiorSheet): Promise<Pick<Around, 'opened' | 'problem'>> {
  try {
    return { opened: await openSheet(reading, declared, row) };
  } catch (error) {
    if (error instanceof Problem || error instanceof FileRefused) return { problem: error.message };
    throw error;
  }
}
