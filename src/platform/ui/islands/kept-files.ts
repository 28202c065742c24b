/**
 * Photographs and recordings of forms that wait in this browser (`kept-forms.ts`), by the request id of the form. They are too large for the place where the words
 * lie; a browser that keeps none of them keeps the words all the same.
 */
const STORE = 'files';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('outbox', 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const moved = database.transaction(STORE, mode);
      const request = work(moved.objectStore(STORE));
      moved.addEventListener('complete', () => resolve(request.result));
      moved.addEventListener('error', () => reject(moved.error));
      moved.addEventListener('abort', () => reject(moved.error));
    });
  } finally {
    database.close();
  }
}

/** @throws when the browser can keep no more, or keeps none at all */
export const keepFiles = async (id: string, files: readonly File[]): Promise<void> => void (await inStore('readwrite', (store) => store.put([...files], id)));

export const filesOf = async (id: string): Promise<File[]> => ((await inStore('readonly', (store) => store.get(id))) as File[] | undefined) ?? [];

export const dropFiles = async (id: string): Promise<void> => inStore('readwrite', (store) => store.delete(id));
