import type { Role } from '#platform/identity/actor.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';

/** Somebody of an office that was just founded, with a log-in: the first of a county or of a superior, who then opens the others. */
export async function openOffice(act: Act, as: { role: Role; name: string; position: string; login: string; password: string; since: string }): Promise<Person> {
  const [clerk] = await createMany<Person>(act, person, [{ name: as.name, position: as.position }]);
  await createMany<Post>(act, post, [{ person_id: clerk!.id, name: clerk!.name, role: as.role, since: as.since, acting: false }]);
  await createStaffAccount(act, clerk!.id, as.login, as.password);
  return clerk!;
}
