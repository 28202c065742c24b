import type { Child } from 'hono/jsx';
import { said } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { get } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { WordChanges, WordChangesKey } from '#platform/ui/word-changes.tsx';
import { wordChanges, type WordRun } from '#platform/word-changes.ts';
import type { Declared } from '#reports/declared.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { templateFor, type Wording } from '#reports/templates/facts.ts';
import { speechTemplate, templateFields } from '#reports/templates/record.ts';
import { quotables, withLabels, type Quotable } from '#reports/wording/tokens.ts';

/** 和上一版对照: what a version of a template says otherwise than the one before. Nothing is kept for it: superseded versions stay anyway. */

const parts = ['name', 'title', 'byline', 'addressee', 'body'] as const;

/** By the parts of the form; a part that stayed as it was is left out. */
export const wordingChanges = (older: Wording, newer: Wording, all: readonly Quotable[]): { label: string; runs: WordRun[] }[] =>
  parts.flatMap((part) => {
    const [was, now] = [older, newer].map((wording) => withLabels(wording[part], all)) as [string, string];
    return was === now ? [] : [{ label: said(templateFields.shape[part]).label, runs: wordChanges(was, now) }];
  });

const shown = (declared: Declared) => async (visit: Visit): Promise<Response> => {
  const { row, asked, changes } = await look(visit, async (reading) => {
    const found = await get(reading, speechTemplate, visit.param('id'));
    const version = versionIn(visit.query.get('version'), found.version);
    const newer = await templateFor(reading, { template: found.id, version });
    const older = await templateFor(reading, { template: found.id, version: version - 1 });
    return { row: found, asked: version, changes: wordingChanges(older, newer, quotables(await declaredWithOwn(reading, declared), reading.house)) };
  });
  if (visit.json) return json(visit, { version: asked, changes });
  return page(visit, (
    <Desk frame={frameOf(visit)} title={`第${asked}版改了什么`} width="narrow">
      <Head title={`第${asked}版改了什么`} lead={`对照第${asked - 1}版`} back={{ label: row.name, href: `/${speechTemplate.path}/${row.id}` }} />
      {changes.length === 0 ? <p>文字没有改。</p> : <WordChangesKey />}
      {changes.map(({ label, runs }): Child => <Section title={label}><WordChanges runs={runs} /></Section>)}
    </Desk>
  ));
};

/** The newest, unless an earlier one that has one before it is asked for. */
function versionIn(asked: string | null, newest: number): number {
  const version = Number(asked);
  return Number.isInteger(version) && version > 1 && version <= newest ? version : newest;
}

export const mountChanges = (site: Site, declared: Declared): void => site.add({
  method: 'GET', path: `/${speechTemplate.path}/:id/changes`, handle: shown(declared), readsOnly: true,
  api: { summary: '文书模板的一版和上一版的不同', tag: speechTemplate.title, query: [{ name: 'version', in: 'query', description: '第几版；不填为最新一版', schema: { type: 'integer' } }] },
});
