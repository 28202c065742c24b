import type { Child } from 'hono/jsx';
import { page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, titleIn, type Handler, type Visit } from '#platform/http/visit.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { objection } from '#duties/consultations/floor/objections/record.ts';
import { draftAdvice } from '#duties/consultations/floor/points/actions.ts';
import { point, pointKinds } from '#duties/consultations/floor/points/record.ts';
import { writers } from '#duties/consultations/floor/relations.ts';
import { remark } from '#duties/consultations/floor/remarks/record.ts';
import { floorOf, type Floor } from '#duties/consultations/floor/told.ts';
import { numbersTold, voteOutcomes, type VoteOutcome } from '#duties/consultations/floor/votes/rules.ts';
import { vote } from '#duties/consultations/floor/votes/record.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { listOf } from '#duties/consultations/results/reading.ts';

/** 会场: on a telephone the one button is the next remark; below stands what there is so far. */

const show: Handler = (visit) => look(visit, async (reading) => {
  const row = await get<Consultation>(reading, consultation, visit.param('id'));
  const floor = await floorOf(reading, row.id);
  const list = await listOf(reading, row.id);
  const writes = mayWrite(visit, row) && list?.state !== 'closed';
  return page(visit, (
    <Desk frame={frameOf(visit)} title={`会场：${row.topic}`}>
      <Head title="会场" lead={<>{row.held_on} · {row.topic}</>} back={{ label: titleIn(visit.county, consultation), href: `/${consultation.path}/${row.id}` }} main={writes ? { label: '记一条发言', href: newOf(remark.path, row.id), icon: 'add' } : undefined} others={others(row, list, writes)} />
      <FloorSections floor={floor} row={row} writes={writes} frame={frameOf(visit)} />
    </Desk>
  ));
});

const mayWrite = ({ actor }: Visit, row: Consultation): boolean => standing(writers<Consultation>(), actor, row) !== undefined;
const newOf = (path: string, id: string): string => `/${path}/new?consultation_id=${id}`;

function others(row: Consultation, list: ResultList | undefined, writes: boolean): Action[] {
  if (list) return [{ label: '成果清单', href: `/${resultList.path}/${list.id}` }];
  return writes && ['held', 'reported', 'closed'].includes(row.state) ? [{ label: '整理纪要和成果清单', href: newOf(resultList.path, row.id) }] : [];
}

interface FloorProps {
  floor: Floor;
  row: Consultation;
  writes: boolean;
  frame: Frame;
}

function FloorSections({ floor: { remarks, votes, points, objections }, row, writes, frame }: FloorProps) {
  const add = (path: string, label: string) => writes && <a class="btn btn-quiet" href={newOf(path, row.id)}>{label}</a>;
  const mayDraft = writes && !row.advice && points.some(({ kind }) => kind === 'agreed') && consultation.editable.in.includes(row.state as 'held');
  return (
    <>
      <Section title="发言" count={remarks.length}>
        {remarks.length === 0 ? <p class="quiet">还没有记发言。</p> : <ol class="links">{remarks.map((one) => <li value={one.place}><a href={`/${remark.path}/${one.id}`}>{one.speaker}{one.capacity && `（${one.capacity}）`}</a> {one.gist ?? <span class="quiet">只有录音，等补要点</span>}</li>)}</ol>}
      </Section>
      <Section title="要点" count={points.length} action={add(point.path, '记一条要点')}>
        {points.length === 0 ? <p class="quiet">还没有记要点。</p> : <ul class="links">{points.map((one) => <li><a href={`/${point.path}/${one.id}`}>{pointKinds[one.kind as 'open']}</a> {one.point}{one.kind === 'open' && !one.answer && <span class="quiet">（还没有说明后续）</span>}</li>)}</ul>}
        {mayDraft && (
          <form method="post" action={`${floorAddress(row.id)}/advice`}>
            <CsrfInput csrf={frame.csrf} />
            <button type="submit" class="btn">由共识起草协商意见</button>
          </form>
        )}
      </Section>
      <Section title="表决" count={votes.length} action={add(vote.path, '登记表决')}>
        {votes.length === 0 ? <p class="quiet">没有表决。</p> : <ul class="links">{votes.map((one) => <li><a href={`/${vote.path}/${one.id}`}>{one.question}</a> <span class="quiet">{one.outcome ? `${numbersTold(one)}，${voteOutcomes[one.outcome as VoteOutcome]}` : vote.states[one.state as 'open'].label}</span></li>)}</ul>}
      </Section>
      <Section title="不同意见" count={objections.length} action={add(objection.path, '登记不同意见')}>
        {objections.length === 0 ? <p class="quiet">没有不同意见。</p> : <ul class="links">{objections.map((one): Child => <li><a href={`/${objection.path}/${one.id}`}>{one.raised_by}</a> {one.objection} <span class="quiet">{objection.states[one.state as 'open'].label}</span></li>)}</ul>}
      </Section>
    </>
  );
}

const draft: Handler = async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  try {
    await transact(visit.house, visit.actor, requestId(visit, body), (act) => draftAdvice(act, id, {}));
  } catch (error) {
    if (error instanceof Problem && !visit.json && [409, 422].includes(error.status)) return seeOther(visit, floorAddress(id), { tone: 'warning', sentence: error.message });
    if (!(error instanceof Repeated)) throw error;
  }
  return seeOther(visit, `/${consultation.path}/${id}`, { tone: 'good', sentence: '已由共识起草协商意见，请看一看，可以改。' });
};

export function mountFloor(site: Site): void {
  site.add({ method: 'GET', path: `/${consultation.path}/:id/floor`, handle: show });
  site.add({ method: 'POST', path: `/${consultation.path}/:id/floor/advice`, handle: draft });
}
