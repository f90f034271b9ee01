import core.crypto
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', "0016_public_form"),
        ('core', '0010_complaints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='legalhold',
            name='code',
            field=models.CharField(choices=[('named_answers', 'Who gave an answer with their name'), ('comment_words', 'What families wrote in their own words'), ('anonymous_answers', 'Answers without a name'), ('panel_prospects', 'People who asked to join a panel and did not'), ('panel_files', 'What we hold about somebody as a panel member'), ('payments', 'Money paid back to panel members'), ('consent_records', 'What somebody agreed to'), ('photos', 'Photos of people'), ('meeting_notes', 'Notes of panel meetings'), ('concern_words', 'The words of a worry about a child'), ('rights_requests', 'What people asked about their own data'), ('information_requests', 'What was asked under the Freedom of Information Act'), ('breaches', 'Things that went wrong with somebody’s data'), ('sharing_records', 'What was shared with a partner'), ('audit_trail', 'The audit trail')], max_length=24, verbose_name='kind of record'),
        ),
        migrations.AlterField(
            model_name='retentionrule',
            name='code',
            field=models.CharField(choices=[('named_answers', 'Who gave an answer with their name'), ('comment_words', 'What families wrote in their own words'), ('anonymous_answers', 'Answers without a name'), ('panel_prospects', 'People who asked to join a panel and did not'), ('panel_files', 'What we hold about somebody as a panel member'), ('payments', 'Money paid back to panel members'), ('consent_records', 'What somebody agreed to'), ('photos', 'Photos of people'), ('meeting_notes', 'Notes of panel meetings'), ('concern_words', 'The words of a worry about a child'), ('rights_requests', 'What people asked about their own data'), ('information_requests', 'What was asked under the Freedom of Information Act'), ('breaches', 'Things that went wrong with somebody’s data'), ('sharing_records', 'What was shared with a partner'), ('audit_trail', 'The audit trail')], max_length=24, verbose_name='kind of record'),
        ),
        migrations.AlterField(
            model_name='retentionrun',
            name='code',
            field=models.CharField(choices=[('named_answers', 'Who gave an answer with their name'), ('comment_words', 'What families wrote in their own words'), ('anonymous_answers', 'Answers without a name'), ('panel_prospects', 'People who asked to join a panel and did not'), ('panel_files', 'What we hold about somebody as a panel member'), ('payments', 'Money paid back to panel members'), ('consent_records', 'What somebody agreed to'), ('photos', 'Photos of people'), ('meeting_notes', 'Notes of panel meetings'), ('concern_words', 'The words of a worry about a child'), ('rights_requests', 'What people asked about their own data'), ('information_requests', 'What was asked under the Freedom of Information Act'), ('breaches', 'Things that went wrong with somebody’s data'), ('sharing_records', 'What was shared with a partner'), ('audit_trail', 'The audit trail')], max_length=24, verbose_name='kind of record'),
        ),
        migrations.CreateModel(
            name='InformationExtract',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number_given', models.PositiveSmallIntegerField(default=0)),
                ('number_in_part', models.PositiveSmallIntegerField(default=0)),
                ('number_withheld', models.PositiveSmallIntegerField(default=0)),
                ('sections', models.JSONField(default=list)),
                ('digest', models.CharField(max_length=64)),
                ('finished_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='InformationExtractWords',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('content', core.crypto.EncryptedTextField()),
                ('extract', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='consent.informationextract')),
            ],
            options={
                'verbose_name_plural': 'information extract words',
            },
        ),
        migrations.CreateModel(
            name='InformationRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('council_reference', models.CharField(max_length=30, unique=True)),
                ('asked', core.crypto.EncryptedTextField(blank=True, default='')),
                ('received_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('taken_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-received_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='InformationItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=64)),
                ('on', models.DateField(blank=True, null=True)),
                ('published_href', models.CharField(blank=True, max_length=500)),
                ('has_family_words', models.BooleanField(default=False)),
                ('words', core.crypto.EncryptedTextField(blank=True, default='')),
                ('decision', models.CharField(blank=True, choices=[('', 'Not decided yet'), ('give', 'Give it whole'), ('part', 'Give it with parts blacked out'), ('withhold', 'Give nothing of it')], default='', max_length=8)),
                ('exemption', models.CharField(blank=True, choices=[('21', 'Section 21: anybody can read it already'), ('22', 'Section 22: it is about to be published'), ('36', 'Section 36: it would harm how the council works'), ('40', 'Section 40: personal data'), ('41', 'Section 41: it was told us in confidence'), ('42', 'Section 42: what lawyers advised'), ('43', 'Section 43: it would harm somebody’s business')], max_length=2, verbose_name='section')),
                ('reason', core.crypto.EncryptedTextField(blank=True, default='')),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('hub', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.hub')),
                ('looked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='consent.informationrequest')),
            ],
            options={
                'ordering': ('number', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='informationextract',
            name='request',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extract', to='consent.informationrequest'),
        ),
        migrations.CreateModel(
            name='InformationSearch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', core.crypto.EncryptedTextField()),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('hubs', models.JSONField(default=list)),
                ('found', models.JSONField(default=dict)),
                ('number_left_off', models.PositiveIntegerField(default=0)),
                ('number_not_read', models.PositiveIntegerField(default=0)),
                ('done_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='searches', to='consent.informationrequest')),
            ],
            options={
                'verbose_name_plural': 'information searches',
                'ordering': ('done_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='InformationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('asked_back', 'We asked what exactly they want'), ('explained', 'They told us what exactly they want'), ('longer', 'We take longer to weigh the public interest'), ('review', 'They asked us to look at our answer again'), ('reviewed', 'We looked at our answer again, and told them')], max_length=10)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='consent.informationrequest')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='informationrequest',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('received_on')), _connector='OR'), name='information_is_given_after_asking'),
        ),
        migrations.AddConstraint(
            model_name='informationrequest',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('answered_on__isnull', False), _connector='OR'), name='only_an_answered_request_loses_its_words'),
        ),
        migrations.AddConstraint(
            model_name='informationitem',
            constraint=models.UniqueConstraint(fields=('request', 'kind', 'key'), name='each_record_is_chosen_once'),
        ),
        migrations.AddConstraint(
            model_name='informationitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('looked_at__isnull', True), ('looked_by__isnull', True)), models.Q(('looked_at__isnull', False), ('looked_by__isnull', False), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='who_looked_at_an_item_decided'),
        ),
        migrations.AddConstraint(
            model_name='informationitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__in', ['part', 'withhold']), _negated=True), models.Q(('exemption', ''), _negated=True), _connector='OR'), name='what_is_kept_back_names_a_section'),
        ),
    ]
