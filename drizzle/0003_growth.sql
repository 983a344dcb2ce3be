CREATE TABLE "kept_fold" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	"version" text NOT NULL,
	"state" json NOT NULL,
	CONSTRAINT "kept_fold_community_id_meeting_id_pk" PRIMARY KEY("community_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "comment_total" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"item_id" text NOT NULL,
	"shown" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "comment_total_community_id_meeting_id_item_id_pk" PRIMARY KEY("community_id","meeting_id","item_id")
);
--> statement-breakpoint
DROP INDEX "comment_item";--> statement-breakpoint
DROP INDEX "hall_wifi_entered";--> statement-breakpoint
DROP INDEX "meeting_starts";--> statement-breakpoint
DROP INDEX "minutes_published";--> statement-breakpoint
DROP INDEX "round_announced";--> statement-breakpoint
ALTER TABLE "kept_fold" ADD CONSTRAINT "kept_fold_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_total" ADD CONSTRAINT "comment_total_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agree_person" ON "comment_agree" USING btree ("community_id","meeting_id","person_id");--> statement-breakpoint
CREATE INDEX "meeting_of_body" ON "meeting" USING btree ("community_id","body_id","starts_at");--> statement-breakpoint
CREATE INDEX "meeting_live" ON "meeting" USING btree ("community_id","starts_at") WHERE stage in ('check-in', 'in-session');--> statement-breakpoint
CREATE INDEX "event_put" ON "meeting_event" USING btree ("community_id","meeting_id") WHERE type in ('round.frozen', 'motion.moved', 'motion.put');--> statement-breakpoint
CREATE INDEX "person_of_account" ON "person" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "search_newest" ON "search_entry" USING btree ("community_id","at");--> statement-breakpoint
CREATE INDEX "session_seat" ON "session" USING btree ("community_id","person_id");--> statement-breakpoint
CREATE INDEX "session_expires" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "comment_item" ON "comment" USING btree ("community_id","meeting_id","item_id","number");--> statement-breakpoint
CREATE INDEX "hall_wifi_entered" ON "hall_wifi" USING btree ("community_id","entered_at");--> statement-breakpoint
CREATE INDEX "meeting_starts" ON "meeting" USING btree ("community_id","starts_at");--> statement-breakpoint
CREATE INDEX "minutes_published" ON "minutes_edition" USING btree ("community_id","published_at");--> statement-breakpoint
CREATE INDEX "round_announced" ON "round" USING btree ("community_id","announced_at");--> statement-breakpoint
INSERT INTO "comment_total" SELECT "community_id", "meeting_id", "item_id", count(*) FILTER (WHERE NOT "held" AND NOT "hidden") FROM "comment" GROUP BY 1, 2, 3;--> statement-breakpoint
UPDATE "search_entry" SET "pairs" = "pairs" || "community_id";
