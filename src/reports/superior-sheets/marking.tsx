import { json, page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, sent, type Sent } from '#platform/http/body.ts';
import { perform } from '#platform/http/resource-acts.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { edit, refuse } from '#platform/records/write.ts';
import type { Declared } from '#reports/declared.ts';
import { atFor, CellPage, withMark } from '#reports/superior-sheets/cell-page.tsx';
import { columnsFor, partsSuggested } from '#reports/superior-sheets/lists.ts';
import { markKinds, nameIn, type ListPart, type Mark, type MarkKind } from '#reports/superior-sheets/marks.ts';
import { expectOpened, type Opened } from '#reports/superior-sheets/opening.ts';
import { pathOf } from '#reports/superior-sheets/page.tsx';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';
import { wordsAt } from '#reports/superior-sheets/settling.ts';

/** What one cell is filled with, and a form to say it. */
export const cellPage = (declared: Declared, site: Site): Handler => async (visit) => look(visit, async (reading) => {
  const row = await get(reading, superiorSheet, visit.param('id'));
  refuse(mayEdit(superiorSheet, visit.actor, row));
  const opened = await expectOpened(reading, declared, row);
  const at = cellIn(visit.query.get('at') ?? '');
  const sheet = sheetIn(opened, visit.query.get('sheet') ?? '');
  const list = opened.settled.marks.find((mark) => mark.kind === 'list' && mark.sheet === sheet && mark.at === at);
  const figure = opened.declared.figures.find(({ name }) => name === nameIn(list?.fills ?? ''));
  return page(visit, <CellPage frame={frameOf(visit)} row={row} opened={opened} sheet={sheet} at={at} listColumns={columnsFor(site.resources, figure)} />);
});

const cellIn = (text: string): string => {
  if (!/^[A-Z]{1,2}[1-9]\d{0,3}$/.test(text)) throw new Problem(400, 'bad_cell', '没有这一格。请回到表上，点要填的格子。');
  return text;
};

const sheetIn = (opened: Opened, name: string): string => {
  const found = opened.sheets.find(({ form }) => form.sheet.name === name) ?? (name === '' ? opened.sheets[0] : undefined);
  if (!found) throw new Problem(404, 'no_sheet', '空表里没有这张工作表。请回到表上，重新点要填的格子。');
  return found.form.sheet.name;
};

/** Says what a cell, a column, a row or a list is filled with. */
export const setMark = (declared: Declared, site: Site): Handler => async (visit) => {
  const body = await sent(visit);
  const { row: before, opened } = await look(visit, async (reading) => {
    const row = await get(reading, superiorSheet, visit.param('id'));
    refuse(mayEdit(superiorSheet, visit.actor, row));
    return { row, opened: await expectOpened(reading, declared, row) };
  });
  const mark = markIn(body, opened, site);
  const row = await perform(visit, body, superiorSheet, (act, how) =>
    edit<SuperiorSheet>(act, superiorSheet, before.id, openedVersion(body) ?? before.version, { marks: JSON.stringify(withMark(before.marks, mark)) } as never, how));
  if (visit.json) return json(visit, row);
  const list = mark.kind === 'list' && mark.fills !== '' && ![...(body.form?.keys() ?? [])].some((name) => name.startsWith('part_'));
  const back = list ? `${pathOf(row)}/cell?${new URLSearchParams({ sheet: mark.sheet, at: mark.at })}` : `${pathOf(row)}?sheet=${encodeURIComponent(mark.sheet)}`;
  return seeOther(visit, back, { tone: 'good', sentence: list ? '已保存。名单的各栏按文字对好了，请核对。' : `已保存：${mark.at}。` });
};

/** The mark that was sent, with the words of its place. @throws Problem 422 with a sentence at the field */
function markIn(body: Sent, opened: Opened, site: Site): Mark {
  const [kind, fills] = [body.text('kind') ?? 'cell', body.text('fills') ?? ''];
  if (!(kind in markKinds)) throw invalid({ kind: '没有这种填法，请从列表中选。' });
  if (fills !== '' && !opened.sources.some(({ key }) => key === fills)) throw invalid({ fills: `没有“${fills.slice(0, 60)}”这个数字，请从列表中选。` });
  const sheet = sheetIn(opened, body.text('sheet') ?? '');
  const at = atFor(kind as MarkKind, cellIn(body.text('at') ?? ''));
  const one = opened.sheets.find(({ form }) => form.sheet.name === sheet)!;
  if (kind === 'column' && !one.head) throw invalid({ kind: '这张表没有认出按乡镇分行的表头，请逐格指定。' });
  const mark: Mark = { sheet, kind: kind as MarkKind, at, words: wordsAt(kind as MarkKind, at, one), fills };
  return kind === 'list' && fills !== '' ? { ...mark, parts: partsIn(body, mark, opened, site) } : mark;
}

/** What was chosen for the columns of a list, else what their words suggest. */
function partsIn(body: Sent, mark: Mark, opened: Opened, site: Site): ListPart[] {
  const columns = columnsFor(site.resources, opened.declared.figures.find(({ name }) => `figure:${name}` === mark.fills));
  if (columns.length === 0) throw invalid({ fills: '这个数字没有名单，不能往下列。请选一个数记录的数字。' });
  const { form } = opened.sheets.find((one) => one.form.sheet.name === mark.sheet)!;
  return partsSuggested(form, mark.at, columns).map((part) => {
    const chosen = body.form ? (body.form.has(`part_${part.letter}`) ? body.text(`part_${part.letter}`) ?? '' : part.column) : body.text(`part_${part.letter}`) ?? part.column;
    if (chosen !== '' && !columns.some(({ value }) => value === chosen)) throw invalid({ [`part_${part.letter}`]: '名单里没有这一栏，请从列表中选。' });
    return { ...part, column: chosen };
  });
}
