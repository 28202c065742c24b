import type { Site } from '#platform/http/site.tsx';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Activity } from '#duties/attending/activity.ts';
import { invitationsPage, sendInvitations, signUpHere } from '#duties/attending/invitations-page.tsx';
import { attendancePage } from '#duties/attending/list-page.tsx';
import { attendanceWorkbook } from '#duties/attending/workbook.ts';

/** The pages of an activity's list: who is asked, who was there. Marking itself is the step `mark` of the activity. */
export function mountMarking<Row extends Recorded>(site: Site, activity: Activity<Row>): void {
  const base = `/${activity.declared.path}/:id`;
  const tag = activity.declared.title;
  const people = { type: 'array', items: { type: 'string', format: 'uuid' } };
  site.add({ method: 'GET', path: `${base}/attendance`, handle: attendancePage(activity), api: { summary: `名单和出席情况（${tag}）`, tag, answer: { type: 'object', properties: { items: { type: 'array', items: { type: 'object' } }, half_days: { type: 'array', items: { type: 'string' } } } } } });
  site.add({ method: 'GET', path: `${base}/attendance.xlsx`, handle: attendanceWorkbook(activity) });
  site.add({ method: 'GET', path: `${base}/invitations`, handle: invitationsPage(activity) });
  site.add({
    method: 'POST', path: `${base}/invitations`, handle: sendInvitations(activity),
    api: { summary: `邀请人（${tag}）`, tag, body: { type: 'object', properties: { member_ids: people, unit_ids: people, person_ids: people, others: { type: 'string' } } }, answer: { type: 'object' } },
  });
  site.add({ method: 'POST', path: `${base}/sign-up`, handle: signUpHere(activity), api: { summary: `报名（${tag}）`, tag, answer: { type: 'object' } } });
}
