import { AsyncLocalStorage } from 'node:async_hooks';

const noticing = new AsyncLocalStorage<{ acted: boolean }>();

/** Whether anything was acted while this was done: what changed nothing may be asked again. */
export async function noticingActs<T>(work: () => Promise<T>): Promise<{ result: T; acted: boolean }> {
  const noticed = { acted: false };
  const result = await noticing.run(noticed, work);
  return { result, acted: noticed.acted };
}

/** Said by every act that was committed. */
export function noticeAct(): void {
  const noticed = noticing.getStore();
  if (noticed) noticed.acted = true;
}
