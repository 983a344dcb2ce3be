/** Columns that many tables have. */
import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** A moment to the millisecond. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
export const id = () => text("id").notNull();
export const communityId = () => text("community_id").notNull();
