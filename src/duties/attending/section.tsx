import type { Child } from 'hono/jsx';
import { randomUUID } from 'node:crypto';
import { standing, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Visit } from '#platform/http/visit.ts';
import { frameOf } from '#platform/http/site.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { today } from '#platform/time.ts';
import type { Activity } from '#duties/attending/activity.ts';
import { AnswerTo, ownAmong } from '#duties/attending/answers.tsx';
import { onTheList } from '#duties/attending/asking.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { capacities, type Capacity } from '#duties/attending/words.ts';

interface InvitedProps<Row extends Recorded> {
  activity: Activity<Row>;
  row: Row;
  /** Of its invitations those that the person sees. */
  rows: readonly Attendance[];
  visit: Visit;
}

/** On the page of an activity: the own invitation with its answer, and where the list stands. The list itself has a page of its own. */
export function InvitedSection<Row extends Recorded>({ activity, row, rows, visit }: InvitedProps<Row>): Child {
  const own = ownAmong(visit.actor, rows.filter(onTheList));
  const keeps = standing(activity.by, visit.actor, row) !== undefined && activity.asking.includes(row.state);
  const listed = rows.filter(onTheList);
  if (!own && !keeps && listed.length === 0 && !maySignUp(activity, row, visit)) return null;
  const base = `/${activity.declared.path}/${row.id}`;
  return (
    <Section title="参加的人" count={listed.length} action={keeps && <a class="btn btn-quiet" href={`${base}/invitations`}>邀请人</a>}>
      {own && <OwnAnswer own={own} visit={visit} />}
      {!own && maySignUp(activity, row, visit) && <SignUp base={base} visit={visit} places={activity.occasion(row).places} />}
      {listed.length > 0 && (
        <>
          <p>{standingWords(listed)}</p>
          <Facts facts={byCapacity(listed).map(([capacity, names]) => ({ label: capacities[capacity], value: names, wide: true }))} />
          <p><a href={`${base}/attendance`}>名单和出席情况</a></p>
        </>
      )}
    </Section>
  );
}

const OwnAnswer = ({ own, visit }: { own: Attendance; visit: Visit }) => (
  <div class="own-answer">
    <p>请您参加。您的答复：<strong>{attendance.states[own.state as 'invited'].label}</strong>{own.state === 'invited' && own.reply_by ? `，请在${own.reply_by}前答复` : ''}</p>
    <AnswerTo frame={frameOf(visit)} actor={visit.actor} row={own} />
  </div>
);

function maySignUp<Row extends Recorded>({ occasion, asking }: Activity<Row>, row: Row, { actor }: Visit): boolean {
  const { mode, replyBy } = occasion(row);
  return mode === 'sign_up' && actor.memberId !== null && asking.includes(row.state) && (!replyBy || replyBy >= today());
}

const SignUp = ({ base, visit, places }: { base: string; visit: Visit; places: number | null }) => (
  <form class="own-answer" method="post" action={`${base}/sign-up`}>
    <CsrfInput csrf={visit.csrf} />
    <input type="hidden" name="request_id" value={randomUUID()} />
    <p>这次活动请委员自愿报名{places ? `，名额${places}人` : ''}。</p>
    <button type="submit" class="btn btn-primary">报名参加</button>
  </form>
);

/** 应邀12人：参加8人，请假1人，待答复3人. */
export function standingWords(rows: readonly Attendance[]): string {
  const marked = rows.filter(({ came }) => came !== null);
  if (marked.length > 0) return `应邀${rows.length}人，到会${marked.filter(({ came }) => came).length}人。`;
  const parts = (['coming', 'excused', 'leave_asked', 'declined', 'invited'] as const).flatMap((state) => {
    const n = rows.filter((row) => row.state === state).length;
    return n > 0 ? [`${attendance.states[state].label}${n}人`] : [];
  });
  return `应邀${rows.length}人：${parts.join('，')}。`;
}

/** A page says so many names and then how many more. */
const MOST_NAMES = 20;

function byCapacity(rows: readonly Attendance[]): [Capacity, string][] {
  return [...Map.groupBy(rows, ({ capacity }) => capacity as Capacity)].map(([capacity, some]) => {
    const names = some.slice(0, MOST_NAMES).map(({ invitee }) => invitee).join('、');
    return [capacity, some.length > MOST_NAMES ? `${names}等${some.length}人` : names];
  });
}
