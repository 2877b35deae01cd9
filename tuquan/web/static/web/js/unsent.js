// What was typed and is not on the server yet, kept in this browser: an item a cell, under person and submission.
// IndexedDB with strict durability: what is kept here survives a crash of the browser. Cleared at sign-out.
const NAME = "tu-quan";
const STORE = "cells";
let opened;

function base() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function within(mode, act) {
  const transaction = (await base()).transaction(STORE, mode, { durability: "strict" });
  const request = act(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

// item: { key, person, sheet, row, url, fields, version, token, draft, refused }
export const keep = (item) => within("readwrite", (store) => store.put(item));

// Takes the item away if it is still the one that was sent: something newer may have been typed meanwhile.
export async function drop(key, token) {
  const held = await within("readonly", (store) => store.get(key));
  if (held && (token === undefined || held.token === token)) await within("readwrite", (store) => store.delete(key));
}

export async function kept(person, sheet) {
  const all = await within("readonly", (store) => store.getAll());
  return all.filter((item) => item.person === person && item.sheet === sheet);
}

export const count = () => within("readonly", (store) => store.count());
export const forget = () => within("readwrite", (store) => store.clear());
