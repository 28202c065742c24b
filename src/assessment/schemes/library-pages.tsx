import { stringify } from 'yaml';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { CHINESE } from '#platform/languages/language.ts';
import { notFound } from '#platform/problems.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import { describe, describeWhole } from '#assessment/schemes/describing.ts';
import { publishedSchemes, ruleKinds, type Published } from '#assessment/schemes/library.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { SchemeTables } from '#assessment/schemes/scheme-tables.tsx';
import { schemeOfKind, shownCases, type Kind, type ShownCase } from '#assessment/schemes/worked.ts';
import { subjectWords } from '#assessment/schemes/words.ts';

/** What can be read before a scheme is written: how each kind of rule is put, with worked cases; what other places have. */
export function mountLibrary(site: Site): void {
  const tag = assessmentScheme.title;
  site.add({ method: 'GET', path: '/assessment-schemes/kinds', handle: showKinds, api: { summary: '计分规则的写法和算例', tag } });
  site.add({ method: 'GET', path: '/assessment-schemes/published', handle: showPublished, api: { summary: '各地的考核办法', tag } });
  site.add({ method: 'GET', path: '/assessment-schemes/published/:name', handle: showOne });
}

const back = { label: assessmentScheme.title, href: '/assessment-schemes' };

async function showKinds(visit: Visit): Promise<Response> {
  const kinds = ruleKinds();
  if (visit.json) return json(visit, { items: kinds.map((kind) => ({ number: kind.编号, name: kind.名称, cases: shownCases(kind) })) });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="写法和算例" width="narrow">
      <Head title="写法和算例" lead="各地办法里见过的三十四种规则，每种怎样写、有哪些记录、得几分、为什么。得分由程序当场算出。" back={back} others={[{ label: '各地的办法', href: '/assessment-schemes/published' }]} />
      {kinds.map((kind) => <KindShown kind={kind} />)}
    </Desk>
  ));
}

const KindShown = ({ kind, cases = shownCases(kind) }: { kind: Kind; cases?: ShownCase[] }) => (
  <Section title={`${kind.编号}. ${kind.名称}`}>
    {rulesOf(kind).map((sentence) => <p>{sentence}</p>)}
    <Table<ShownCase>
      caption={`${kind.名称}的算例`} rows={cases}
      columns={[
        { key: 'given', label: '有哪些记录', cell: ({ given }) => <Lines lines={given} lang={CHINESE} />, onCards: 'title' },
        { key: 'result', label: '结果', cell: ({ results }) => <Lines lines={results} /> },
        ...(cases.some(({ sentences }) => sentences.length > 0) ? [{ key: 'sentence', label: '怎样算的', cell: ({ sentences }: ShownCase) => <Lines lines={sentences} /> }] : []),
      ]}
    />
    <details class="scheme-written"><summary><Icon name="down" class="turn" />怎样写</summary><pre>{stringify(kind.项目 ?? kind.部分 ?? kind.办法, { lineWidth: 0 })}</pre></details>
  </Section>
);

/** What stands in records and schemes is Chinese in every language. */
const Lines = ({ lines, lang }: { lines: readonly string[]; lang?: string }) => <ul class="scheme-given" lang={lang}>{lines.map((line) => <li>{line}</li>)}</ul>;

/** The rule in words. Where a whole scheme is the example, what it is about stands beside its indicators; a total that is given stands for all of them. */
function rulesOf(kind: Kind): string[] {
  const scheme = schemeOfKind(kind);
  const indicators = scheme.sections.flatMap((part) => part.indicators).filter(({ outside }) => !outside);
  return [...indicators.map((one) => `${describe(one)}${one.most === undefined ? '' : `最多${one.most}分。`}`), ...(kind.项目 ? [] : describeWhole(scheme))];
}

async function showPublished(visit: Visit): Promise<Response> {
  const all = publishedSchemes();
  if (visit.json) return json(visit, { items: all.map(({ name, title, seen, scheme, unknown }) => ({ name, title, subject: scheme.subject, source: scheme.source ?? null, seen, unknown })) });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="各地的办法">
      <Head title="各地的办法" lead="公开过的考核办法，照看得到的部分写成。看不到的部分写明看不到，没有补。" back={back} others={[{ label: '写法和算例', href: '/assessment-schemes/kinds' }]} />
      <section class="card list" aria-label="各地的考核办法">
        <Table<Published>
          caption="各地的考核办法" rows={[...all]} href={({ name }) => `/assessment-schemes/published/${name}`}
          columns={[
            { key: 'title', label: '办法', cell: ({ title }) => <span lang={CHINESE}>{title}</span>, onCards: 'title' },
            { key: 'subject', label: '对象', cell: ({ scheme }) => subjectWords[scheme.subject], tight: true },
            { key: 'source', label: '出处', cell: ({ scheme }) => <span lang={CHINESE}>{scheme.source}</span> },
            { key: 'seen', label: '看到多少', cell: ({ seen }) => <span lang={CHINESE}>{seen}</span> },
            { key: 'unknown', label: '没有看到（项）', cell: ({ unknown }) => unknown.length || '', align: 'end' },
          ]}
        />
      </section>
    </Desk>
  ));
}

async function showOne(visit: Visit): Promise<Response> {
  const one = publishedSchemes().find(({ name }) => name === visit.param('name'));
  if (!one) throw notFound('这份办法');
  return page(visit, (
    <Desk frame={frameOf(visit)} title={one.title}>
      <Head title={one.title} lead={`${one.scheme.title} · 抄录：${one.seen}`} back={{ label: '各地的办法', href: '/assessment-schemes/published' }} />
      {one.unknown.length > 0 && <Remark tone="warning">没有看到的：{one.unknown.join('；')}。</Remark>}
      <SchemeTables scheme={one.scheme} />
    </Desk>
  ));
}
