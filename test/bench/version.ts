// Snapshots are kept under the version of the app; the built app reads those of its own alone.
import app from '../../package.json' with { type: 'json' };

export const APP_VERSION = app.version;
