// How the timeline says that a handover file went over a wire, or may have.

export interface Sent {
  file: string;
  vendor: string;
  place: string;
  useBy: number;
  doubtful?: boolean | undefined;
}

export function sentText({ file, vendor, place, useBy, doubtful }: Sent, who: string): string {
  const arrived = doubtful === true ? ', and whether it arrived is not known' : '';
  const until = new Date(useBy).toISOString().slice(11, 16);
  return `${who} sent the handover file ${file} to ${place} in ${vendorName(vendor)}${arrived}. Its passphrase goes by voice; it is to be opened by ${until} UTC`;
}

/** As a person reads it: Slack. */
export function vendorName(vendor: string): string {
  return `${vendor.charAt(0).toUpperCase()}${vendor.slice(1)}`;
}
