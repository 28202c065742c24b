import type { Child } from 'hono/jsx';
import type { Session } from '#duties/proposals/numbers.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';

/** What a board of one session would leave unseen: the same work waiting in others. */
export function Elsewhere({ what, sessions, href }: { what: string; sessions: readonly (Session & { n: number })[]; href(session: Session): string }): Child {
  if (sessions.length === 0) return null;
  return <p class="hint">别的会议还有{what}：{sessions.map((one, n) => <>{n > 0 && '、'}<a href={href(one)}>{sessionTitle(one)}{one.n}件</a></>)}</p>;
}
