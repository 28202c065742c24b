import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DayLight } from '#platform/ui/due.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { TextField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Standing } from '#plans/obligations/facts.ts';
import { exemption, zeroReport } from '#plans/obligations/record.ts';
import { nothingIn } from '#reports/obligations/closing.ts';
import { StandingBadge } from '#reports/obligations/words.tsx';

export interface StandingProps {
  frame: Frame;
  owing: Obligation;
  standings: Standing[];
  clause?: string;
  /** The values in force at the end of the span. */
  applied: readonly Basis[];
  back: string;
  /** The director's own one, of which there is nothing to report: he may sign that here. */
  toSign?: Standing;
  mayExcuse: boolean;
  /** Whether the reader may open the record of this debtor: county-wide readers are told the standing, also where the records are kept from them. */
  opens(declared: Lifecycle, standing: Standing): boolean;
}

/** One duty in one span: by when, under which clause, who has met it with which record, and what is still missing. */
export function StandingPage({ frame, owing, standings, clause, applied, back, toSign, mayExcuse, opens }: StandingProps) {
  const { span } = standings[0]!;
  const missing = standings.filter(({ state }) => state === 'open' || state === 'near' || state === 'late').length;
  return (
    <Desk frame={frame} title={owing.label}>
      <Head title={`${owing.label} · ${span.label}`} lead={missing === 0 ? '都已完成或免计。' : `应办${standings.length}个，还有${missing}个没有完成。`} back={{ label: '履职日历', href: back }} />
      {toSign && <ZeroForm frame={frame} standing={toSign} />}
      <Section title="要求">
        <Facts facts={[
          { label: '最迟', value: <span class="due">{span.due} {missing > 0 && <DayLight day={span.due} near={span.near} />}</span> },
          { label: '数量', value: `至少${span.required}次` },
          { label: '依据', value: clause ?? '方案还没有登记这一条' },
          { label: '凭什么算完成', value: `${owing.dischargedBy.declared.title}记录${span.zero ? '，或主任签的零报告' : ''}` },
        ]} />
      </Section>
      <AppliedLine bases={applied} />
      <Section title="完成情况" count={standings.length}>
        <Table<Standing>
          caption={`${owing.label}的完成情况`}
          rows={standings}
          columns={[
            { key: 'who', label: owing.owedBy === 'member' ? '委员' : '联络委', cell: ({ debtor }) => debtor.label, onCards: 'title' },
            { key: 'state', label: '情况', cell: ({ state }) => <StandingBadge state={state} />, tight: true },
            { key: 'done', label: '已办（次）', cell: ({ done }) => done, align: 'end' },
            { key: 'why', label: '说明', cell: (standing) => <Why standing={standing} mayExcuse={mayExcuse} opens={(declared) => opens(declared, standing)} /> },
          ]}
        />
      </Section>
    </Desk>
  );
}

function Why({ standing: { owing, span, debtor, by, zero, excused, state }, mayExcuse, opens }: { standing: Standing; mayExcuse: boolean; opens(declared: Lifecycle): boolean }) {
  const { declared } = owing.dischargedBy;
  const linked = (to: Lifecycle, id: string, words: string) => (opens(to) ? <a href={`/${to.path}/${id}`}>{words}</a> : <>{words}</>);
  if (excused && state === 'excused') return linked(exemption, excused.id, excused.why);
  if (zero && !by) return linked(zeroReport, zero.id, `零报告：${zero.sentence}${zero.signatory ? `（${zero.signatory}签）` : ''}`);
  if (by) return linked(declared, by.id, `${by.day} ${declared.title}`);
  if (!mayExcuse || owing.owedBy === 'county') return <span class="quiet">还没有{declared.title}记录</span>;
  const query = new URLSearchParams({ obligation: owing.name, [owing.owedBy === 'member' ? 'member_id' : 'committee_id']: debtor.id, span_from: span.from });
  return <a href={`/exemptions/new?${query}`}>登记免计</a>;
}

function ZeroForm({ frame, standing: { owing, span, debtor } }: { frame: Frame; standing: Standing }) {
  const form = freshForm({ sentence: nothingIn(span) });
  return (
    <Section title="这个月没有要反映的？">
      <p class="quiet">点一下就签好，不用另写材料。以后补登了民情，可以撤回。</p>
      <Form frame={frame} action="/zero-reports" form={form} submit="签零报告">
        <input type="hidden" name="obligation" value={owing.name} />
        <input type="hidden" name="committee_id" value={debtor.id} />
        <input type="hidden" name="span_from" value={span.from} />
        <TextField form={form} name="sentence" label="说明" required maxlength={200} />
      </Form>
    </Section>
  );
}
