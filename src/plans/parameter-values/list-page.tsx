import { citedClauses, planKinds } from '#plans/clauses.ts';
import type { InForce } from '#plans/parameter-values/in-force.ts';
import { declaredParameter } from '#plans/parameters.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { FoldedSection } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';

/** What is set by one clause of a plan; the last are those that no plan sets. */
interface OfClause {
  title: string;
  rows: InForce[];
}

/** Every parameter under the clause that is about it, in the order of the plans. */
export function ParametersPage({ frame, rows }: { frame: Frame; rows: readonly InForce[] }) {
  return (
    <Desk frame={frame} title="办法参数">
      <Head title="办法参数" lead="次数、期限、口径和叫法由方案规定，不写死在系统里。改动从写明的那天起算，以前的照旧。" />
      {byClause(rows).map(({ title, rows: its }) => (
        <FoldedSection title={title} count={its.length}>
          <Table<InForce>
            caption={title}
            rows={its}
            href={({ key }) => `/parameters/${key}`}
            columns={[
              { key: 'label', label: '参数', cell: ({ label }) => label, onCards: 'title' },
              { key: 'value', label: '现值', cell: ({ shown, next }) => <>{shown}{next && <><br /><span class="quiet">{next.from_day}起改为{next.value}</span></>}</> },
              { key: 'basis', label: '依据', cell: (row) => <From row={row} /> },
            ]}
          />
        </FoldedSection>
      ))}
    </Desk>
  );
}

function byClause(rows: readonly InForce[]): OfClause[] {
  const groups = Map.groupBy(rows, ({ key }) => declaredParameter(key)!.clause);
  const cited = citedClauses.map(({ key, kind, about }) => ({ title: `${planKinds[kind]}：${about}`, rows: groups.get(key) ?? [] }));
  return [...cited, { title: '不由方案规定的', rows: groups.get(null) ?? [] }].filter(({ rows: its }) => its.length > 0);
}

/** In short, the plan standing over the list: by which clause and edition, since when; or what could set it. */
function From({ row: { plan, since, why, clause } }: { row: InForce }) {
  if (plan) return <><a href={`/plans/${plan.id}`} title={plan.title}>{plan.clause}</a>（第{plan.edition}版，{since}起）</>;
  if (since) return <>{why ?? '县政协办公室的设定'}（{since}起）</>;
  return <span class="quiet">通常值{clause && `，可由${clause.replace(/^《.*》/u, '')}规定`}</span>;
}
