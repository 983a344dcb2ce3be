CREATE TABLE "agenda_item" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"open" boolean NOT NULL,
	CONSTRAINT "agenda_item_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "comment" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"item_id" text NOT NULL,
	"author" text NOT NULL,
	"entered_by" text,
	"tag" text,
	"parent" text,
	"body" text,
	"salt" text,
	"hash" text NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	"hidden" boolean DEFAULT false NOT NULL,
	"agreed" integer DEFAULT 0 NOT NULL,
	"key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comment_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "comment_agree" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"comment_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "comment_agree_community_id_meeting_id_comment_id_person_id_pk" PRIMARY KEY("community_id","meeting_id","comment_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "comment_counter" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"last" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "comment_counter_community_id_meeting_id_pk" PRIMARY KEY("community_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_file" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"hash" text NOT NULL,
	"content" "bytea",
	"sent_by" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meeting_file_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "minutes_edition" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"version" integer NOT NULL,
	"content" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	CONSTRAINT "minutes_edition_community_id_meeting_id_version_pk" PRIMARY KEY("community_id","meeting_id","version")
);
--> statement-breakpoint
CREATE TABLE "minutes_pick" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"source" text NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "minutes_pick_community_id_meeting_id_source_ref_pk" PRIMARY KEY("community_id","meeting_id","source","ref")
);
--> statement-breakpoint
CREATE TABLE "minutes_rendition" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "minutes_rendition_community_id_meeting_id_version_name_pk" PRIMARY KEY("community_id","meeting_id","version","name")
);
--> statement-breakpoint
CREATE TABLE "minutes_section" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"item_id" text,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"locked_by" text,
	"locked_until" timestamp (3) with time zone,
	"edited_by" text,
	"edited_at" timestamp (3) with time zone,
	CONSTRAINT "minutes_section_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "minutes_task" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"item_id" text,
	"matter" text NOT NULL,
	"owner" text NOT NULL,
	"support" text DEFAULT '' NOT NULL,
	"due_on" date,
	"standard" text DEFAULT '' NOT NULL,
	CONSTRAINT "minutes_task_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"what" text NOT NULL,
	"place" text NOT NULL,
	"posted_on" date NOT NULL,
	"taken_down_on" date,
	"photo_id" text,
	"entered_by" text NOT NULL,
	CONSTRAINT "posting_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "rehearsal" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "rehearsal_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "rehearsal_ballot" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"rehearsal_id" text NOT NULL,
	"person_id" text NOT NULL,
	"choice" text NOT NULL,
	CONSTRAINT "rehearsal_ballot_community_id_meeting_id_rehearsal_id_person_id_pk" PRIMARY KEY("community_id","meeting_id","rehearsal_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "search_entry" (
	"community_id" text NOT NULL,
	"kind" text NOT NULL,
	"meeting_id" text NOT NULL,
	"ref" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"pairs" text[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "search_entry_community_id_kind_meeting_id_ref_pk" PRIMARY KEY("community_id","kind","meeting_id","ref")
);
--> statement-breakpoint
ALTER TABLE "round" ADD COLUMN "purpose" text DEFAULT 'vote' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_agree" ADD CONSTRAINT "comment_agree_community_id_meeting_id_comment_id_comment_community_id_meeting_id_id_fk" FOREIGN KEY ("community_id","meeting_id","comment_id") REFERENCES "public"."comment"("community_id","meeting_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_counter" ADD CONSTRAINT "comment_counter_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_file" ADD CONSTRAINT "meeting_file_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_edition" ADD CONSTRAINT "minutes_edition_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_pick" ADD CONSTRAINT "minutes_pick_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_rendition" ADD CONSTRAINT "minutes_rendition_community_id_meeting_id_version_minutes_edition_community_id_meeting_id_version_fk" FOREIGN KEY ("community_id","meeting_id","version") REFERENCES "public"."minutes_edition"("community_id","meeting_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_section" ADD CONSTRAINT "minutes_section_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_task" ADD CONSTRAINT "minutes_task_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rehearsal" ADD CONSTRAINT "rehearsal_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rehearsal_ballot" ADD CONSTRAINT "rehearsal_ballot_community_id_meeting_id_rehearsal_id_rehearsal_community_id_meeting_id_id_fk" FOREIGN KEY ("community_id","meeting_id","rehearsal_id") REFERENCES "public"."rehearsal"("community_id","meeting_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_entry" ADD CONSTRAINT "search_entry_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "comment_number" ON "comment" USING btree ("community_id","meeting_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "comment_once" ON "comment" USING btree ("community_id","meeting_id","author","key");--> statement-breakpoint
CREATE INDEX "comment_item" ON "comment" USING btree ("community_id","meeting_id","item_id","number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "minutes_published" ON "minutes_edition" USING btree ("community_id","published_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "search_pairs" ON "search_entry" USING gin ("pairs");--> statement-breakpoint
INSERT INTO "comment_counter" ("community_id", "meeting_id") SELECT "community_id", "id" FROM "meeting" ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "agenda_item" ("community_id", "meeting_id", "id", "open")
SELECT e."community_id", e."meeting_id", item->>'id', m."stage" <> 'closed'
FROM "meeting_event" e JOIN "meeting" m ON m."community_id" = e."community_id" AND m."id" = e."meeting_id", jsonb_array_elements(e."body"->'plan'->'items') item
WHERE e."type" IN ('meeting.made', 'meeting.revised') AND e."seq" = (
  SELECT max(l."seq") FROM "meeting_event" l WHERE l."community_id" = e."community_id" AND l."meeting_id" = e."meeting_id" AND l."type" IN ('meeting.made', 'meeting.revised'))
ON CONFLICT DO NOTHING;
