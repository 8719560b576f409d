// How an installable Warroom is packed: `npm run package`. Only what was built and what it needs at run time goes in.
// @ts-check
import { flipFuses } from '@electron/fuses';
import { join } from 'node:path';
import { fuses } from './src-main/shell/security/fuses.mjs';

/** @type {import('electron-builder').Configuration} */
const configuration = {
  appId: 'app.warroom.desktop',
  productName: 'Warroom',
  copyright: 'Copyright (c) 2026 The Warroom founders',
  directories: { output: 'dist', buildResources: 'assets' },
  asar: true,
  files: [
    'out/**',
    '!out/**/*.map',
    '!out/built-from',
    'package.json',
    // Node for developers' machines: Electron brings its own.
    '!node_modules/node-{linux,win,darwin}-*/**',
    '!node_modules/node-bin-*/**',
    '!node_modules/.bin/**',
  ],
  npmRebuild: false,
  linux: { target: ['AppImage', 'deb'], category: 'Network', maintainer: 'The Warroom founders' },
  mac: { target: ['dmg'], category: 'public.app-category.developer-tools' },
  win: { target: ['nsis'] },

  // The packager's own `electronFuses` knows eight of the nine fuses, so they are flipped here, before signing.
  afterPack: async (context) => {
    const { appOutDir, electronPlatformName, packager } = context;
    const onMac = electronPlatformName === 'darwin' || electronPlatformName === 'mas';
    const name =
      electronPlatformName === 'linux'
        ? // LinuxPackager alone has a name of its own for the program.
          /** @type {{ executableName: string }} */ (/** @type {unknown} */ (packager)).executableName
        : packager.appInfo.productFilename;
    const extension = onMac ? '.app' : electronPlatformName === 'win32' ? '.exe' : '';
    await flipFuses(join(appOutDir, `${name}${extension}`), { ...fuses, resetAdHocDarwinSignature: onMac });
  },
};

export default configuration;
