// What Statuspage's twin holds: pages with their components and incidents. Plain data, changed by the routes beside it.

export const componentStatuses = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const;
export type ComponentStatus = (typeof componentStatuses)[number];

export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const impacts = ['none', 'maintenance', 'minor', 'major', 'critical'] as const;
export type Impact = (typeof impacts)[number];

export interface Component {
  id: string;
  name: string;
  description: string | null;
  status: ComponentStatus;
  /** a group has no state of its own; its children name it in `groupId` */
  group: boolean;
  groupId: string | null;
  position: number;
  createdAt: number;
  updatedAt: number;
}

export interface AffectedComponent {
  code: string;
  name: string;
  old_status: ComponentStatus;
  new_status: ComponentStatus;
}

export interface IncidentUpdate {
  id: string;
  status: IncidentStatus;
  body: string;
  createdAt: number;
  updatedAt: number;
  displayAt: number;
  deliverNotifications: boolean;
  affected: AffectedComponent[];
}

export interface Incident {
  id: string;
  name: string;
  status: IncidentStatus;
  impact: Impact;
  impactOverride: Impact | null;
  metadata: Record<string, unknown>;
  createdAt: number;
  updatedAt: number;
  monitoringAt: number | null;
  resolvedAt: number | null;
  componentIds: string[];
  /** newest first, as the API lists them */
  updates: IncidentUpdate[];
  shortlink: string;
  deleted: boolean;
}

/** A round of mail to the page's subscribers. It cannot be called back. */
export interface Mailing {
  at: number;
  incident: string;
  update: string;
  status: IncidentStatus;
  body: string;
  /** how many people got it */
  to: number;
}

export interface Page {
  id: string;
  name: string;
  subdomain: string;
  /** only team members may look at it */
  isPrivate: boolean;
  subscribers: number;
  createdAt: number;
  components: Component[];
  /** oldest first, the deleted ones too */
  incidents: Incident[];
  mailings: Mailing[];
  maintenance: Maintenance[];
}

/** Planned work; under way from its beginning to its end. Times in ms. */
export interface Maintenance {
  id: string;
  name: string;
  from: number;
  until: number;
  createdAt: number;
}
