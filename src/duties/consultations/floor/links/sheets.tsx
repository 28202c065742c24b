import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { choice, lines, said } from '#platform/fields.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { printedDay } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { LongTextField } from '#platform/ui/fields.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { OneTap } from '#duties/consultations/floor/links/one-tap.tsx';
import type { Opened } from '#duties/consultations/floor/links/links.ts';
import { objection, spokenFields, type Objection } from '#duties/consultations/floor/objections/record.ts';
import { ballots } from '#duties/consultations/floor/votes/rules.ts';
import { judgementFields, verdicts } from '#duties/consultations/results/evaluations/record.ts';
import type { TaskTold } from '#duties/consultations/results/told.ts';

/** What is asked of somebody who took part: one screen of a telephone. */

export const ballotFields = z.object({ ballot: choice('您的意见', ballots) });
export const insistFields = z.object({ reason: lines('为什么仍有意见', 1_000) });

interface Sheet<About extends Opened['about']> {
  frame: Frame;
  opened: Extract<Opened, { about: About }>;
  form: FormState;
  base: string;
  /** Opened from the own first page: each answer is one tap. */
  own: boolean;
}

export const VotePage = ({ frame, opened: { link, row }, form, base, own }: Sheet<'vote'>) => (
  <PublicPage frame={frame} title="书面表决" lead={<>{link.holder} · {row.subject}</>}>
    <SheetCard title={row.question}>
      {link.used && <p>您已经投过票了，谢谢。可以关掉这一页了。</p>}
      {!link.used && row.state !== 'open' && <p>这次表决已经计票，不能再投了。</p>}
      {!link.used && row.state === 'open' && own && <OneTap frame={frame} action={`${base}/ballot`} name="ballot" options={ballots} hint="点哪一项就投哪一项，只能投一次。" />}
      {!link.used && row.state === 'open' && !own && (
        <Form frame={frame} action={`${base}/ballot`} form={form} submit="投票" wholePage>
          <FieldOf of={ballotFields} name="ballot" form={form} choices={{}} />
        </Form>
      )}
    </SheetCard>
    <p class="sheet-under">无记名：系统里只有各项的总数，没有谁投了什么。表决只说明参加的人怎么看，由党委、政府或村级组织决定。</p>
  </PublicPage>
);

interface ResultsSheet extends Sheet<'results'> {
  tasks: readonly TaskTold[];
  asking?: 'objection';
}

export const ResultsPage = ({ frame, opened: { link, row, own: theirs }, tasks, form, asking, base, own }: ResultsSheet) => (
  <PublicPage frame={frame} title="协商成果" lead={<>{printedDay(row.held_on)} · {row.subject}</>}>
    <SheetCard title="协商提出的意见，办得怎样">
      {tasks.length === 0 ? <p>还在整理。</p> : <ul class="plain">{tasks.map((one) => <li><TaskLine one={one} /></li>)}</ul>}
    </SheetCard>
    {row.state !== 'closed' && !link.used && <Judgement frame={frame} base={base} form={asking ? freshForm() : form} own={own} />}
    {link.used && <SheetCard><p>您已经评价过了，谢谢。</p></SheetCard>}
    {theirs.length > 0 && <SheetCard title="您的意见和答复"><ul class="plain">{theirs.map((one) => <li><OwnObjection frame={frame} one={one} base={base} isOpen={row.state !== 'closed'} /></li>)}</ul></SheetCard>}
    {row.state !== 'closed' && (
      <SheetCard>
        <details class="extras" open={asking === 'objection'}>
          <summary>我有不同意见</summary>
          <Form frame={frame} action={`${base}/objection`} form={asking ? form : freshForm()} submit="提出意见" wholePage>
            <LongTextField form={asking ? form : freshForm()} name="objection" label={said(spokenFields.shape.objection).label} hint={said(spokenFields.shape.objection).hint} required rows={4} maxlength={said(spokenFields.shape.objection).max} />
          </Form>
          <p class="hint">会写上您的名字（{link.holder}），好答复您。没有答复以前，这份清单不能销号。</p>
        </details>
      </SheetCard>
    )}
    <p class="sheet-under">评价不记名，系统里没有谁评了什么。协商提出意见，由党委、政府或村级组织决定办不办、怎样办。</p>
  </PublicPage>
);

const satisfied = { satisfied: verdicts.satisfied, basically: verdicts.basically };

/** Nobody who is content is asked to write; who is not says in a line why. */
const Judgement = ({ frame, base, form, own }: { frame: Frame; base: string; form: FormState; own: boolean }): Child => {
  const why = said(judgementFields.shape.reason);
  const reason = <LongTextField form={form} name="reason" label={why.label} hint={why.hint} rows={3} maxlength={why.max} required={own} />;
  if (!own) return <SheetCard title="您满意吗"><Form frame={frame} action={`${base}/judgement`} form={form} submit="提交评价" wholePage><FieldOf of={judgementFields} name="verdict" form={form} choices={{}} />{reason}</Form></SheetCard>;
  return (
    <SheetCard title="您满意吗">
      <OneTap frame={frame} action={`${base}/judgement`} name="verdict" options={satisfied} />
      <details class="extras" open={Object.keys(form.problems).length > 0}>
        <summary>{verdicts.dissatisfied}</summary>
        <Form frame={frame} action={`${base}/judgement`} form={form} submit={`评价为${verdicts.dissatisfied}`} wholePage><input type="hidden" name="verdict" value="dissatisfied" />{reason}</Form>
      </details>
    </SheetCard>
  );
};

const TaskLine = ({ one }: { one: TaskTold }): Child => (
  <>
    <strong>{one.task}</strong>
    <span class="quiet"> · {[one.who, one.due_on ? `${one.due_on}前` : '', one.label].filter(Boolean).join(' · ')}</span>
    {one.why && <LongText text={one.why} />}
  </>
);

const OwnObjection = ({ frame, one, base, isOpen }: { frame: Frame; one: Objection; base: string; isOpen: boolean }): Child => (
  <>
    <LongText text={one.objection} />
    {one.answer ? <><p class="quiet">答复（{one.answered_by}，{one.answered_on}）：</p><LongText text={one.answer} /></> : <p class="quiet">{objection.states[one.state as 'open'].label}</p>}
    {isOpen && one.state === 'answered' && (
      <details class="extras">
        <summary>仍有意见</summary>
        <Form frame={frame} action={`${base}/objection/${one.id}/insisting`} form={freshForm()} submit="请再答复" wholePage>
          <LongTextField form={freshForm()} name="reason" label={said(insistFields.shape.reason).label} required rows={3} maxlength={said(insistFields.shape.reason).max} />
        </Form>
      </details>
    )}
  </>
);
