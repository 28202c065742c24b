import type { Child } from 'hono/jsx';
import { AllFields } from '#platform/http/derived.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { freshForm } from '#platform/ui/form.tsx';
import { drawn, offers } from '#platform/lifecycle/lifecycle.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { Steps } from '#platform/ui/steps.tsx';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { invitee } from '#duties/attending/relations.ts';

const answers: readonly string[] = ['accept', 'ask_leave', 'decline'] satisfies (keyof typeof attendance.steps)[];

/** What a person can answer now: members ask for leave, others say that they cannot come. */
export const answersTo = (actor: Actor, row: Attendance) => drawn(offers(attendance, actor, row)).filter(({ step }) => answers.includes(step) && step !== (row.capacity === 'member' ? 'decline' : 'ask_leave'));

/** The person's own invitation among those of an activity. */
export const ownAmong = (actor: Actor, rows: readonly Attendance[]): Attendance | undefined => rows.find((row) => invitee.of(actor).test(row));

/** 参加 in one tap, 请假 with its reason: where the invitation is shown. */
export function AnswerTo({ frame, actor, row }: { frame: Frame; actor: Actor; row: Attendance }): Child {
  const offered = answersTo(actor, row);
  const inputs = Object.fromEntries(offered.flatMap(({ step }) => {
    const { input } = attendance.steps[step as 'ask_leave'];
    return input ? [[step, <AllFields of={input} form={{ ...freshForm(), scope: step }} choices={{}} />]] : [];
  }));
  return offered.length > 0 ? <Steps frame={frame} declared={attendance} row={row} offers={offered} inputs={inputs} main="accept" /> : null;
}
