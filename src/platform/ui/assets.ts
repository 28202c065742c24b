/** Logical names of the built assets (see build-assets.ts) and where the browser finds them. */
export type AssetName = 'desk.css' | 'desk.js' | 'offline.js' | 'passkeys.js' | 'public.css' | 'public.js' | 'puzzle.js' | 'icon.svg' | 'icon-192.png' | 'icon-512.png';

/** Logical name → file name with its content hash, as written to manifest.json. */
export type AssetManifest = Record<AssetName, string>;

/** The address prefix under which the built files are served, immutable. */
export const assetPrefix = '/assets/';

let manifest: Partial<AssetManifest> = {};

/** Called once at start-up with the manifest that `buildAssets` wrote. */
export function useAssets(built: AssetManifest): void {
  manifest = built;
}

/** The address of an asset. Before `useAssets` (pages rendered in unit tests) it is the plain name. */
export function assetAddress(name: AssetName): string {
  return assetPrefix + (manifest[name] ?? name);
}
