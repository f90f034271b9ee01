import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', "0017_information_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name='consentuse',
            name='channel',
            field=models.CharField(blank=True, choices=[('email', 'E-mail'), ('text', 'Text message'), ('phone', 'Phone'), ('post', 'Letter'), ('web', 'Our website'), ('print', 'On paper'), ('social', 'Social media'), ('press', 'Newspapers, radio or television')], default='', max_length=8),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='legalhold',
            name='code',
            field=models.CharField(blank=True, choices=[('named_answers', 'Who gave an answer with their name'), ('comment_words', 'What families wrote in their own words'), ('anonymous_answers', 'Answers without a name'), ('panel_prospects', 'People who asked to join a panel and did not'), ('chose_nothing', 'People who told us who they are and chose nothing'), ('panel_files', 'What we hold about somebody as a panel member'), ('payments', 'Money paid back to panel members'), ('consent_records', 'What somebody agreed to'), ('photos', 'Photos of people'), ('meeting_notes', 'Notes of panel meetings'), ('concern_words', 'The words of a worry about a child'), ('rights_requests', 'What people asked about their own data'), ('information_requests', 'What was asked under the Freedom of Information Act'), ('breaches', 'Things that went wrong with somebody’s data'), ('sharing_records', 'What was shared with a partner'), ('audit_trail', 'The audit trail')], max_length=24, verbose_name='kind of record'),
        ),
        migrations.AlterField(
            model_name='retentionrule',
            name='code',
            field=models.CharField(choices=[('named_answers', 'Who gave an answer with their name'), ('comment_words', 'What families wrote in their own words'), ('anonymous_answers', 'Answers without a name'), ('panel_prospects', 'People who asked to join a panel and did not'), ('chose_nothing', 'People who told us who they are and chose nothing'), ('panel_files', 'What we hold about somebody as a panel member'), ('payments', 'Money paid back to panel members'), ('consent_records', 'What somebody agreed to'), ('photos', 'Photos of people'), ('meeting_notes', 'Notes of panel meetings'), ('concern_words', 'The words of a worry about a child'), ('rights_requests', 'What people asked about their own data'), ('information_requests', 'What was asked under the Freedom of Information Act'), ('breaches', 'Things that went wrong with somebody’s data'), ('sharing_records', 'What was shared with a partner'), ('audit_trail', 'The audit trail')], max_length=24, verbose_name='kind of record'),
        ),
        migrations.AlterField(
            model_name='retentionrun',
            name='code',
            field=models.CharField(choices=[('named_answers', 'Who gave an answer with their name'), ('comment_words', 'What families wrote in their own words'), ('anonymous_answers', 'Answers without a name'), ('panel_prospects', 'People who asked to join a panel and did not'), ('chose_nothing', 'People who told us who they are and chose nothing'), ('panel_files', 'What we hold about somebody as a panel member'), ('payments', 'Money paid back to panel members'), ('consent_records', 'What somebody agreed to'), ('photos', 'Photos of people'), ('meeting_notes', 'Notes of panel meetings'), ('concern_words', 'The words of a worry about a child'), ('rights_requests', 'What people asked about their own data'), ('information_requests', 'What was asked under the Freedom of Information Act'), ('breaches', 'Things that went wrong with somebody’s data'), ('sharing_records', 'What was shared with a partner'), ('audit_trail', 'The audit trail')], max_length=24, verbose_name='kind of record'),
        ),
        migrations.AddField(
            model_name='wording',
            name='translates',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='consent.wording'),
        ),
    ]
