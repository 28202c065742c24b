import type { Slice } from '#platform/chapter.ts';
import { assigningPath, board, holdMeeting, saveUnits } from '#duties/proposals/assigning/board.tsx';
import { timeLimits } from '#duties/proposals/assigning/clock.ts';
import { figures, ratios } from '#duties/proposals/assigning/facts.ts';
import { mountPapers } from '#duties/proposals/assigning/paper-routes.tsx';
import { assigningAwaited } from '#duties/proposals/assigning/waiting.ts';
import { proposal } from '#duties/proposals/record.ts';

const tag = proposal.title;
const items = { type: 'array', items: { type: 'object', required: ['id', 'lead'], properties: { id: { type: 'string', format: 'uuid' }, lead: { type: 'string' }, others: { type: 'string' }, mode: { type: 'string' } } } };

/** 提案交办: the assignment meeting, the objection window, extensions. */
export const assigningPart = {
  figures,
  ratios,
  awaited: assigningAwaited,
  applies: [{ record: proposal.name, parameters: [...timeLimits, 'assigning.most_extensions', 'assigning.longest_months'], day: 'assigned_on' }],
  mount(site) {
    site.add({ method: 'GET', path: assigningPath, handle: board, readsOnly: true, api: { summary: '待交办的提案和推荐的单位', tag, answer: { type: 'object' } } });
    site.add({ method: 'POST', path: assigningPath, handle: saveUnits, api: { summary: '拟定承办单位', tag, body: { type: 'object', required: ['items'], properties: { items } }, answer: { type: 'object' } } });
    site.add({ method: 'POST', path: `${assigningPath}/meeting`, handle: holdMeeting, api: { summary: '交办已拟定单位的提案', tag, body: { type: 'object' }, answer: { type: 'object' } } });
    mountPapers(site);
  },
} satisfies Slice;
