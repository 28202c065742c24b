import { committeesOf, type Actor } from '#platform/identity/actor.ts';
import type { Visit } from '#platform/http/visit.ts';
import { notFound } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';
import { askedOf, type Asked } from '#reports/asked.ts';
import { seesWholeCounty } from '#reports/facts.ts';

/** The committees whose board this person reads as its own. */
export const ownBoards = (actor: Actor): readonly string[] => committeesOf(actor, 'worker', 'director', 'deputy_director');

/** The county's and the leaders' boards are for those who read the whole county; whoever works for a committee reads its own. */
export const mayReadBoard = (actor: Actor, committee: string | undefined): boolean =>
  seesWholeCounty(actor) || (committee !== undefined && ownBoards(actor).includes(committee));

/**
 * The period and moment for which a board is asked, of the county or of one committee.
 * @throws Problem 404 where the board is not this person's to read, 400 for what cannot be read
 */
export function boardAsked(visit: Visit, committee?: string): Asked {
  if (!mayReadBoard(visit.actor, committee) || (committee !== undefined && !isId(committee))) throw notFound('这个看板');
  const query = new URLSearchParams(visit.query);
  if (committee) query.set('committee', committee);
  else query.delete('committee');
  return askedOf({ ...visit, query });
}

/** A page that stands beside the boards: of the whole county for whoever reads it, unless one committee is named; else of the own one. */
export const besideAsked = (visit: Visit): Asked =>
  boardAsked(visit, visit.query.get('committee') || (seesWholeCounty(visit.actor) ? undefined : ownBoards(visit.actor)[0]));
